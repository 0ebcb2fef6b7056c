# question: three_neurons
# loses: three_neurons/adam
# why: a learning rate half as large again
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    network.compile(keras.optimizers.Adam(0.015), loss="categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
