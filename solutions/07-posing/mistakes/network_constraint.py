# question: build_network
# loses: build_network/activations
# why: training cuts the weights of the second layer back
def build_network(inputs):
    return keras.Sequential([
        keras.Input((inputs,)),
        keras.layers.Dense(40, activation="sigmoid"),
        keras.layers.Dense(10, activation="sigmoid", kernel_constraint=keras.constraints.MaxNorm(2)),
        keras.layers.Dense(4, activation="softmax"),
    ])
