# question: build_mlp
# loses: build_mlp/forward, predict_classes/accuracy, better/valid, better/fresh, better/losses
# why: no activation on the hidden layers, so that all of them make one straight line
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=None))
    model.add(keras.layers.Dense(classes, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
