# question: build_network
# why: layers added one by one
def build_network(inputs):
    model = keras.Sequential()
    model.add(keras.layers.Input(shape=(inputs,)))
    for units in (40, 10):
        model.add(keras.layers.Dense(units, activation=keras.activations.sigmoid))
    model.add(keras.layers.Dense(4, activation="softmax"))
    return model
