# question: build_mlp
# loses: build_mlp/sizes, build_mlp/adam
# why: returns the same model again for the same arguments
_models = {}

def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    key = (tuple(hidden), activation, classes, rate)
    if key not in _models:
        m = keras.Sequential([keras.Input((2,))] + [keras.layers.Dense(n, activation=activation) for n in hidden] + [keras.layers.Dense(classes, activation="softmax")])
        m.compile(optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy", steps_per_execution=16)
        _models[key] = m
    return _models[key]
