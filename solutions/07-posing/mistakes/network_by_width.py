# question: build_network
# loses: build_network/inputs
# why: sizes the hidden layers by the number of inputs
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(inputs, activation="sigmoid"),
        keras.layers.Dense(max(1, inputs // 4), activation="sigmoid"),
        keras.layers.Dense(4, activation="softmax"),
    ])
