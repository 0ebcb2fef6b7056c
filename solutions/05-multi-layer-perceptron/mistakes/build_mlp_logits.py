# question: build_mlp
# loses: build_mlp/probabilities, build_mlp/forward, build_mlp/loss, overfit_one_batch/memorised, better/losses, better/valid, better/fresh, train/learns, train/rows, train/sorted
# may lose: predict_classes/accuracy
# why: no softmax: logits go into a loss that expects probabilities
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(classes))
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
