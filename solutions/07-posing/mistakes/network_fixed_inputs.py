# question: build_network
# loses: build_network/inputs
# why: always takes 40 inputs
def build_network(inputs):
    return keras.Sequential([
        keras.Input((40,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(4, activation="softmax"),
    ])
