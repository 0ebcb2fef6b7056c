# question: build_network
# loses: build_network/probabilities, build_network/activations
# why: ends with sigmoid neurons, which do not add up to 1
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(4, activation="sigmoid"),
    ])
