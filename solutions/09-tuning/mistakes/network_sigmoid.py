# question: network
# loses: network/outputs, network/activation, network/step, tuned/network
# why: four sigmoid neurons, whose outputs do not add up to 1
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4, activation="sigmoid"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(optimisers[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy")
    return model
