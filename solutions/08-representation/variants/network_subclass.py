# question: three_neurons
# why: a subclass of keras.Model, built without a call
class Pinwheel(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = keras.layers.Dense(32, activation="relu")
        self.second = keras.layers.Dense(32, activation="relu")
        self.last = keras.layers.Dense(3, activation="softmax")

    def call(self, x):
        return self.last(self.second(self.first(x)))


def three_neurons():
    network = Pinwheel()
    network.build((None, 2))
    network.compile(optimizer=keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return network


three = train(three_neurons, np.eye(3)[labels])
