# question: models
# loses: models/trained, interpret/learned
# why: the networks are built and compiled, but never trained
def network(hidden):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input(train_inputs.shape[1:])])
    for size in hidden:
        model.add(keras.layers.Dense(size, activation="relu"))
    model.add(keras.layers.Dense(2, activation="softmax"))
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy")
    return model


models = [network([8]), network([32, 32]), network([64, 64, 64])]
