# question: build_mlp
# why: sets the rate of Adam after compile
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential([keras.layers.Input(shape=(2,))] + [keras.layers.Dense(n, activation=keras.activations.get(activation)) for n in hidden] + [keras.layers.Dense(classes, activation="softmax")])
    if not model.built:
        model.build((None, 2))
    model.compile("adam", "categorical_crossentropy")
    model.optimizer.learning_rate.assign(rate)
    return model
