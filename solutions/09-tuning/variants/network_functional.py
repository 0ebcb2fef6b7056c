# question: network
# why: the functional interface, softmax as a layer of its own
def network(settings):
    inputs = x = keras.Input((40,))
    for neurons in settings["hidden"]:
        x = keras.layers.Activation(settings["activation"])(keras.layers.Dense(neurons)(x))
    outputs = keras.layers.Softmax()(keras.layers.Dense(4)(x))
    model = keras.Model(inputs, outputs)
    if settings["optimiser"] == "sgd":
        optimiser = keras.optimizers.SGD(learning_rate=settings["rate"])
    else:
        optimiser = keras.optimizers.Adam(learning_rate=settings["rate"])
    model.compile(optimizer=optimiser, loss="sparse_categorical_crossentropy")
    return model
