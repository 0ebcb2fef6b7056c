# question: build_mlp
# loses: build_mlp/forward, better/valid, better/fresh, train/learns
# why: ignores the activation asked for
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation="sigmoid"))
    model.add(keras.layers.Dense(classes, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
