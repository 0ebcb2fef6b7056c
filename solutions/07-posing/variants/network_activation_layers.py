# question: build_network
# why: activations as layers of their own
def build_network(inputs):
    network = keras.Sequential([keras.Input((inputs,))])
    for neurons, curve in ((40, "sigmoid"), (10, "sigmoid"), (4, "softmax")):
        network.add(keras.layers.Dense(neurons))
        network.add(keras.layers.Activation(curve))
    return network
