# question: network
# loses: network/step
# why: adds weight decay to the optimisers
def network(settings):
    m = keras.Sequential([keras.Input((40,)), *[keras.layers.Dense(n, activation=settings["activation"]) for n in settings["hidden"]], keras.layers.Dense(4, activation="softmax")])
    m.compile((keras.optimizers.SGD if settings["optimiser"] == "sgd" else keras.optimizers.Adam)(settings["rate"], weight_decay=0.01), loss="sparse_categorical_crossentropy")
    return m
