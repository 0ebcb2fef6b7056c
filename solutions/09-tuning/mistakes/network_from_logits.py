# question: network
# loses: network/step
# why: softmax, and a loss that takes its outputs as logits
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4, activation="softmax"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimisers[settings["optimiser"]](settings["rate"]), loss=loss)
    return model
