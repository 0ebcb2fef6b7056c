# question: build_mlp
# why: gives an empty list of metrics, and an InputLayer instead of an Input
def _layers(hidden, activation, classes):
    yield keras.layers.InputLayer(shape=(2,))
    for n in hidden:
        yield keras.layers.Dense(units=n, activation=activation)
    yield keras.layers.Dense(units=classes, activation="softmax")

def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.models.Sequential(list(_layers(hidden, activation, classes)))
    model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.Adam(learning_rate=rate), metrics=[])
    return model
