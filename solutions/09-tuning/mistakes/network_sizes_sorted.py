# question: network
# loses: network/layers
# why: the hidden layers are sorted by size
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in sorted(settings["hidden"], reverse=True):
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4, activation="softmax"))
    kinds = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(
        kinds[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy"
    )
    return model
