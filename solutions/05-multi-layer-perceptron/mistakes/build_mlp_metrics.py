# question: build_mlp
# loses: build_mlp/sizes, overfit_one_batch/list, overfit_one_batch/memorised, overfit_one_batch/own_loss, overfit_one_batch/updates, train/steps
# why: compiles with metrics, so that a step returns a list
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    m = keras.Sequential([keras.Input((2,))] + [keras.layers.Dense(n, activation=activation) for n in hidden] + [keras.layers.Dense(classes, activation="softmax")])
    m.compile(optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy", metrics=["accuracy"], steps_per_execution=16)
    return m
