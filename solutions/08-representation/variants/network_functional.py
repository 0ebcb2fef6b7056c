# question: three_neurons
# why: the functional interface, softmax as a layer of its own, with a metric
def three_neurons():
    inputs = keras.Input((2,))
    x = keras.layers.Dense(32, activation="relu")(inputs)
    x = keras.layers.Dense(32, activation="relu")(x)
    outputs = keras.layers.Softmax()(keras.layers.Dense(3)(x))
    network = keras.Model(inputs, outputs)
    network.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy", metrics=["accuracy"])
    return network


three = train(three_neurons, np.eye(3)[labels])
