# question: network
# loses: network/step
# why: the first hidden layer keeps its random weights
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.layers[0].trainable = False
    model.add(keras.layers.Dense(4, activation="softmax"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(
        optimisers[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy"
    )
    return model
