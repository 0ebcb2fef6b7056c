# question: build_network
# loses: build_network/activations
# why: the last layer does not learn
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(4, activation="softmax", trainable=False),
    ])
