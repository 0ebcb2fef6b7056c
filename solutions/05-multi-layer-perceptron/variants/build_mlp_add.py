# question: build_mlp
# why: adds the layers one by one and gives the loss as an object, without steps_per_execution
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    model = keras.Sequential()
    model.add(keras.Input(shape=(2,)))
    for size in hidden:
        model.add(keras.layers.Dense(size))
        model.add(keras.layers.Activation(activation))
    model.add(keras.layers.Dense(classes))
    model.add(keras.layers.Softmax())
    model.compile(keras.optimizers.Adam(learning_rate=rate), keras.losses.CategoricalCrossentropy())
    return model
