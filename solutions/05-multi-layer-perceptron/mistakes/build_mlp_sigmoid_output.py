# question: build_mlp
# loses: build_mlp/probabilities, build_mlp/forward, build_mlp/loss, train/rows
# why: sigmoid on the output layer: two answers that do not sum to 1
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(classes, activation="sigmoid"))
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
