# question: network
# loses: network/layers
# why: of hidden layers of equal size only one is built
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in dict.fromkeys(settings["hidden"]):
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4, activation="softmax"))
    kinds = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(
        kinds[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy"
    )
    return model
