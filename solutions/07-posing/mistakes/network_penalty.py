# question: build_network
# loses: build_network/activations
# why: the weights of the first layer are drawn towards 0 in training
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid", kernel_regularizer=keras.regularizers.L2(1e-4)),
        keras.layers.Dense(10, activation="sigmoid"),
        keras.layers.Dense(4, activation="softmax"),
    ])
