# question: build_network
# loses: build_network/layers, build_network/inputs
# why: leaves out keras.Input, so the network has no weights yet
def build_network(inputs):
    return keras.Sequential([
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(4, activation="softmax"),
    ])
