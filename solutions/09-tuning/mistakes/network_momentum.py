# question: network
# loses: network/step
# why: adds momentum to SGD
def network(settings):
    m = keras.Sequential([keras.Input((40,)), *[keras.layers.Dense(n, activation=settings["activation"]) for n in settings["hidden"]], keras.layers.Dense(4, activation="softmax")])
    m.compile(keras.optimizers.SGD(settings["rate"], momentum=0.9) if settings["optimiser"] == "sgd" else keras.optimizers.Adam(settings["rate"]), loss="sparse_categorical_crossentropy")
    return m
