# question: three_neurons
# loses: three_neurons/accuracy
# why: the network is built and never trained
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return network


three = three_neurons()
