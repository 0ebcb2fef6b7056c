# question: build_mlp
# loses: build_mlp/loss
# why: binary cross-entropy, which is another number for three classes
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(classes, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy", steps_per_execution=16
    )
    return model
