# question: build_mlp
# loses: build_mlp/loss
# why: softmax on the output, and a loss that applies it once more
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(classes, activation="softmax"))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=keras.losses.CategoricalCrossentropy(from_logits=True), steps_per_execution=16)
    return model
