# question: build_network
# loses: build_network/activations
# why: forgets the activation of the second layer
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10),
        keras.layers.Dense(4, activation="softmax"),
    ])
