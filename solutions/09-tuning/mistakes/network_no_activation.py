# question: network
# loses: network/activation
# why: forgets the activation, so all layers together are one linear map
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        model.add(keras.layers.Dense(neurons))
    model.add(keras.layers.Dense(4, activation="softmax"))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(optimisers[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy")
    return model
