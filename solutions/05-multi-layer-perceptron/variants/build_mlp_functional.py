# question: build_mlp
# why: calls layer after layer, as the functional interface does
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    inputs = flow = keras.Input((2,))
    for size in hidden:
        flow = keras.layers.Dense(size, activation=activation)(flow)
    outputs = keras.layers.Dense(classes, activation="softmax")(flow)
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.Adam(rate),
        loss="categorical_crossentropy",
        steps_per_execution=16,
    )
    return model
