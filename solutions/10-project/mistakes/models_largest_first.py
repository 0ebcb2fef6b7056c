# question: models
# loses: models/different
# why: the largest network comes first
def network(hidden):
    keras.utils.set_random_seed(0)
    layers = [keras.layers.Dense(size, activation="relu") for size in hidden]
    model = keras.Sequential([keras.Input(train_inputs.shape[1:]), *layers, keras.layers.Dense(2, activation="softmax")])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="sparse_categorical_crossentropy", steps_per_execution=80)
    model.optimizer.build(model.trainable_variables)
    model.fit(train_inputs, train_labels, epochs=3, batch_size=25, verbose=0)
    return model


models = [network(hidden) for hidden in ([64, 32], [32, 32], [16])]
