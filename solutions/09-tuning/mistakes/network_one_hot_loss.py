# question: network
# loses: network/step, evaluate/share, evaluate/rows, tuned/network, tuned/accuracy
# why: the loss for one-hot labels, which cannot read whole numbers
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4, activation="softmax"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(optimisers[settings["optimiser"]](settings["rate"]), loss="categorical_crossentropy")
    return model
