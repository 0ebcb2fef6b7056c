# question: models
# loses: models/different
# why: three numbers of neurons, but always one hidden layer
def network(hidden, epochs=8):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input(train_inputs.shape[1:])] + [keras.layers.Dense(size, activation="relu") for size in hidden])
    model.add(keras.layers.Dense(2, activation="softmax"))
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy", steps_per_execution=80)
    model.optimizer.build(model.trainable_variables)
    model.fit(train_inputs, train_labels, epochs=epochs, batch_size=25, verbose=0)
    return model


models = [network([size], 4) for size in (16, 32, 64)]
