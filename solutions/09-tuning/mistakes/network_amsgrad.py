# question: network
# loses: network/step
# why: switches on amsgrad in Adam
def network(settings):
    m = keras.Sequential([keras.Input((40,)), *[keras.layers.Dense(n, activation=settings["activation"]) for n in settings["hidden"]], keras.layers.Dense(4, activation="softmax")])
    m.compile(keras.optimizers.SGD(settings["rate"]) if settings["optimiser"] == "sgd" else keras.optimizers.Adam(settings["rate"], amsgrad=True), loss="sparse_categorical_crossentropy")
    return m
