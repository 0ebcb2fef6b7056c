# question: models
# why: with layers without weights in between, and logits as outputs
models = []
for sizes in ([16], [48, 16], [48, 32, 16]):
    keras.utils.set_random_seed(2)
    model = keras.Sequential([keras.Input(train_inputs.shape[1:])])
    for size in sizes:
        model.add(keras.layers.Dense(size))
        model.add(keras.layers.ReLU())
        model.add(keras.layers.Dropout(0.05))
    model.add(keras.layers.Dense(2))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.005), loss, metrics=["accuracy"], steps_per_execution=50)
    model.fit(train_inputs, train_labels, epochs=4, batch_size=20, verbose=0)
    models.append(model)
