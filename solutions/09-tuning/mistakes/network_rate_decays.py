# question: network
# loses: network/step, tuned/network
# why: rate decays
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4, activation="softmax"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(optimisers[settings["optimiser"]](keras.optimizers.schedules.ExponentialDecay(settings["rate"], 100, 0.9)), loss="sparse_categorical_crossentropy")
    return model
