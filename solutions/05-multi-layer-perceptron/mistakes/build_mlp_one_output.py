# question: build_mlp
# loses: build_mlp/layers, build_mlp/probabilities, build_mlp/sizes, build_mlp/forward, build_mlp/loss, overfit_one_batch/list, overfit_one_batch/memorised, overfit_one_batch/own_loss, overfit_one_batch/updates, train/learns, train/sorted, train/steps, predict_classes/model, predict_classes/accuracy, better/deeper, better/losses, better/valid, better/fresh, train/rows
# why: one output neuron for two classes
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
