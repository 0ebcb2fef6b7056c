# question: three_neurons
# loses: three_neurons/forward
# why: sigmoid neurons in the hidden layers
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="sigmoid"),
            keras.layers.Dense(32, activation="sigmoid"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
