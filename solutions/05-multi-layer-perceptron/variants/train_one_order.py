# question: train
# why: one random order for all epochs, as Keras itself has once a seed is set
def train(model, inputs, labels, epochs, batch_size):
    t = one_hot(labels, range(model.output_shape[-1]))
    o = np.random.permutation(len(inputs))
    return model.fit(inputs[o], t[o], epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0).history["loss"]
