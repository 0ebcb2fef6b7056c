# question: build_network
# loses: build_network/activations
# why: takes ReLU neurons where sigmoid ones are asked
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="relu"),
        keras.layers.Dense(10, activation="relu"),
        keras.layers.Dense(4, activation="softmax"),
    ])
