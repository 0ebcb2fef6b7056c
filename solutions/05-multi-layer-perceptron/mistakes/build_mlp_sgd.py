# question: build_mlp
# loses: build_mlp/adam, predict_classes/accuracy, better/valid, better/fresh, better/losses
# why: plain gradient descent instead of Adam
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(classes, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.SGD(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
