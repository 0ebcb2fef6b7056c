# question: build_mlp
# loses: build_mlp/sizes
# why: takes the first hidden layer for granted, so an empty list is an error
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    layers = [keras.layers.Dense(hidden[0], activation=activation, input_shape=(2,))]
    for size in hidden[1:]:
        layers.append(keras.layers.Dense(size, activation=activation))
    layers.append(keras.layers.Dense(classes, activation="softmax"))
    model = keras.Sequential(layers)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy")
    return model
