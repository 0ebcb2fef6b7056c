# question: build_mlp
# loses: build_mlp/adam
# why: shares one optimiser among all networks of a rate
_adams = {}
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    layers = [keras.Input((2,))]
    for size in hidden:
        layers.append(keras.layers.Dense(size, activation=activation))
    layers.append(keras.layers.Dense(classes, activation="softmax"))
    model = keras.Sequential(layers)
    if rate not in _adams:
        _adams[rate] = keras.optimizers.Adam(rate)
    model.compile(optimizer=_adams[rate], loss="categorical_crossentropy")
    return model
