# question: three_neurons
# why: nested models
def three_neurons():
    body = keras.Sequential([keras.Input((2,)), keras.layers.Dense(32, "relu"), keras.layers.Dense(32, "relu")])
    head = keras.Sequential([keras.Input((32,)), keras.layers.Dense(3, "softmax")])
    network = keras.Sequential([keras.Input((2,)), body, head])
    network.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
