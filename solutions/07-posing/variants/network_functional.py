# question: build_network
# why: the functional interface
def build_network(inputs):
    first = keras.Input(shape=(inputs,))
    hidden = keras.layers.Dense(40, "sigmoid")(first)
    hidden = keras.layers.Dense(10, "sigmoid")(hidden)
    return keras.Model(first, keras.layers.Dense(4, "softmax")(hidden))
