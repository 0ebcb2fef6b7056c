# question: three_neurons
# loses: three_neurons/loss, three_neurons/accuracy
# why: the loss for class numbers, which cannot read one-hot targets
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
