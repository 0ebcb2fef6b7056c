# question: build_network
# loses: build_network/layers
# why: compiles the network, which is left to train
def build_network(inputs):
    network = keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(4, activation="softmax"),
    ])
    network.compile("sgd", loss="sparse_categorical_crossentropy")
    return network
