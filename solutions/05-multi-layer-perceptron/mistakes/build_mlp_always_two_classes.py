# question: build_mlp
# loses: build_mlp/sizes, build_mlp/loss
# why: two output neurons whatever the number of classes
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(2, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
