# question: three_neurons
# loses: three_neurons/parameters, three_neurons/forward, three_neurons/accuracy
# why: no hidden layers: three straight boundaries cannot follow a pinwheel
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
