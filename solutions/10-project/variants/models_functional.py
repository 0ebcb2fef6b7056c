# question: models
# why: built layer by layer with other activations, the simplest without a hidden layer
def network(sizes, activation):
    keras.utils.set_random_seed(1)
    inputs = flow = keras.Input((train_inputs.shape[1],))
    for size in sizes:
        flow = keras.layers.Dense(size, activation=activation)(flow)
    model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(flow))
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="categorical_crossentropy", steps_per_execution=50)
    model.fit(train_inputs, np.eye(2)[train_labels], epochs=4, batch_size=20, verbose=0)
    return model


models = [network([], ""), network([24], "tanh"), network([48, 24], "relu")]
