# question: network
# loses: network/outputs, network/activation, network/step, tuned/network, tuned/accuracy
# why: no softmax, so the loss for probabilities gets logits
def network(settings):
    model = keras.Sequential([keras.Input((40,))])
    for neurons in settings["hidden"]:
        model.add(keras.layers.Dense(neurons, activation=settings["activation"]))
    model.add(keras.layers.Dense(4))
    optimisers = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}
    model.compile(optimisers[settings["optimiser"]](settings["rate"]), loss="sparse_categorical_crossentropy")
    return model
