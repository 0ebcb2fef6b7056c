# question: models
# loses: models/three, models/different, models/fits, models/trained, interpret/form, interpret/rows, interpret/learned, best/chosen, results/form, results/true
# why: two networks instead of three
def network(hidden, epochs=8):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input(train_inputs.shape[1:])] + [keras.layers.Dense(size, activation="relu") for size in hidden])
    model.add(keras.layers.Dense(2, activation="softmax"))
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy", steps_per_execution=80)
    model.optimizer.build(model.trainable_variables)
    model.fit(train_inputs, train_labels, epochs=epochs, batch_size=25, verbose=0)
    return model


models = [network([16], 3), network([32, 32], 3)]
