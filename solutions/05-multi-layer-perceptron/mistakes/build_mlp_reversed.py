# question: build_mlp
# loses: build_mlp/layers, build_mlp/sizes
# why: puts the hidden layers in from the last to the first
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    outputs = [keras.layers.Dense(classes, activation="softmax")]
    for size in hidden:
        outputs.insert(0, keras.layers.Dense(size, activation=activation))
    model = keras.Sequential([keras.Input((2,)), *outputs])
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
