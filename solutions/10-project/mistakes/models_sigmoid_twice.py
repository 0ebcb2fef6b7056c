# question: models
# loses: models/fits
# why: sigmoid in the last layer, and a binary cross-entropy that applies it again
def network(sizes):
    keras.utils.set_random_seed(0)
    layers = [keras.layers.Dense(size, activation="relu") for size in sizes]
    model = keras.Sequential([keras.Input((6,)), *layers, keras.layers.Dense(2, activation="sigmoid")])
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss, steps_per_execution=80)
    model.fit(train_inputs, np.eye(2)[train_labels], epochs=8, batch_size=25, verbose=0)
    return model


models = [network(sizes) for sizes in ([8], [32, 32], [64, 64, 64])]
