# question: three_neurons
# loses: three_neurons/forward
# why: adds Dropout that nobody asked for
def three_neurons():
    n = keras.Sequential([keras.Input((2,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dropout(0.2), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(3, activation="softmax")])
    n.compile(keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return n


three = train(three_neurons, np.eye(3)[labels])
