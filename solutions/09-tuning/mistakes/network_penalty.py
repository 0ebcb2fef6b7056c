# question: network
# loses: network/step
# why: the hidden weights are drawn towards 0 in training, ever so little
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        pull = keras.regularizers.L2(1e-3)
        layer = keras.layers.Dense(
            neurons, activation=settings["activation"], kernel_regularizer=pull
        )
        model.add(layer)
    model.add(keras.layers.Dense(4, activation="softmax"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(
        optimisers[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy"
    )
    return model
