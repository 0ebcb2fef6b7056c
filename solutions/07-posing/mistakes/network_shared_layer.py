# question: build_network
# loses: build_network/activations, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: all networks share their last layer
_last = keras.layers.Dense(4, activation="softmax")


def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid"),
        _last,
    ])
