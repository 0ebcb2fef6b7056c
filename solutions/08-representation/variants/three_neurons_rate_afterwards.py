# question: three_neurons
# why: learning rate set afterwards
def three_neurons():
    network = keras.Sequential([
        keras.Input((2,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(3, activation="softmax"),
    ])
    network.compile("adam", loss="categorical_crossentropy")
    network.optimizer.learning_rate = 0.01
    return network


three = train(three_neurons, np.eye(3)[labels])
