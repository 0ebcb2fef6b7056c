# question: network
# loses: network/layers
# why: the hidden layers come in the wrong order
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"][::-1]:
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4, activation="softmax"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(optimisers[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy")
    return model
