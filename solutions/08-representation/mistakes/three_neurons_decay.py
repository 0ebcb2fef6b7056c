# question: three_neurons
# loses: three_neurons/adam
# why: decaying learning rate
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    network.compile(keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.01, 1000, 0.9)), loss="categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
