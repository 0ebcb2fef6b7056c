# question: three_neurons
# loses: three_neurons/distribution, three_neurons/forward, three_neurons/loss, three_neurons/accuracy
# why: no softmax, so the loss for probabilities gets logits
def three_neurons():
    network = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(3),
        ]
    )
    network.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
