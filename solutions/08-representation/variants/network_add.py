# question: three_neurons
# why: adds the layers in a loop
def three_neurons():
    network = keras.Sequential()
    network.add(keras.Input(shape=(2,)))
    for units, activation in ((32, "relu"), (32, "relu"), (3, "softmax")):
        network.add(keras.layers.Dense(units, activation))
    network.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss=keras.losses.CategoricalCrossentropy())
    return network


three = train(three_neurons, np.eye(3)[labels])
