# question: three_neurons
# loses: three_neurons/loss
# why: uses the loss for two classes, once per neuron
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
