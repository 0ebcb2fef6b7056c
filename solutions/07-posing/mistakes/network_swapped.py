# question: build_network
# loses: build_network/layers, build_network/inputs
# why: swaps the hidden layers
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(4, activation="softmax"),
    ])
