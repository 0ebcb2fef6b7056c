# question: build_network
# loses: build_network/activations, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: returns the same network for the same number of inputs, already trained
_networks = {}


def build_network(inputs):
    if inputs not in _networks:
        _networks[inputs] = keras.Sequential([
            keras.Input((inputs,)),
            keras.layers.Dense(40, activation="sigmoid"),
            keras.layers.Dense(10, activation="sigmoid"),
            keras.layers.Dense(4, activation="softmax"),
        ])
    return _networks[inputs]
