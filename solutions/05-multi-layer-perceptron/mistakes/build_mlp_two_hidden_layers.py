# question: build_mlp
# loses: build_mlp/sizes, better/deeper
# why: always exactly two hidden layers
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(hidden[0], activation=activation),
            keras.layers.Dense(hidden[-1], activation=activation),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
