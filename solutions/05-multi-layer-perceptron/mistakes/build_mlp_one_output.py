# question: build_mlp
# loses: build_mlp/layers
# why: one output neuron for two classes
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.Input((2,))])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy", steps_per_execution=16)
    return model
