# question: build_mlp
# loses: build_mlp/sizes
# why: starts with He's normal weights instead of Keras's own
def build_mlp(hidden, activation="sigmoid", classes=2, rate=0.01):
    layers = [keras.Input((2,))]
    for size in hidden:
        layers.append(keras.layers.Dense(size, activation=activation, kernel_initializer="he_normal"))
    layers.append(keras.layers.Dense(classes, activation="softmax"))
    model = keras.Sequential(layers)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="categorical_crossentropy")
    return model
