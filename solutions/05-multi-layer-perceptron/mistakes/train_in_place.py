# question: train
# loses: train/rows
# why: shuffles the arrays of the caller
def train(model, inputs, labels, epochs, batch_size):
    losses = []
    for _ in range(epochs):
        o = np.random.permutation(len(inputs))
        inputs[:], labels[:] = inputs[o], labels[o]
        t = one_hot(labels, range(model.output_shape[-1]))
        losses += model.fit(inputs, t, batch_size=batch_size, shuffle=False, verbose=0).history["loss"]
    return losses
