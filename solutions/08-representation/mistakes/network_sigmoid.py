# question: three_neurons
# loses: three_neurons/distribution, three_neurons/forward, three_neurons/loss
# why: three sigmoid neurons, whose outputs do not add up to 1
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(3, activation="sigmoid"),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
