# question: three_neurons
# loses: three_neurons/distribution, three_neurons/parameters, three_neurons/forward, three_neurons/loss, three_neurons/accuracy
# why: still a single output neuron
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="mean_squared_error")
    return network


three = train(three_neurons, np.eye(3)[labels])
