# question: build_network
# loses: build_network/layers, build_network/probabilities, build_network/activations, build_network/inputs, predict_classes/form, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: puts four classes on one neuron
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
