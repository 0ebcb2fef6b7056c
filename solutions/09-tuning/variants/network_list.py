# question: network
# why: a list of layers and optimisers looked up by name
def network(settings):
    hidden = [keras.layers.Dense(n, settings["activation"]) for n in settings["hidden"]]
    model = keras.Sequential([keras.Input(shape=(40,)), *hidden, keras.layers.Dense(4, "softmax")])
    optimiser = keras.optimizers.get(settings["optimiser"])
    optimiser.learning_rate = settings["rate"]
    model.compile(optimizer=optimiser, loss=keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    return model
