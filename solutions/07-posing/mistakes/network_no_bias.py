# question: build_network
# loses: build_network/layers, build_network/activations, build_network/inputs
# why: leaves out the biases of the hidden layers
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid", use_bias=False),
        keras.layers.Dense(10, activation="sigmoid", use_bias=False),
        keras.layers.Dense(4, activation="softmax"),
    ])
