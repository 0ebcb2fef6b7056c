# question: train
# loses: train/rows
# why: draws rows with replacement, so some come twice and some never
def train(model, inputs, labels, epochs, batch_size):
    t = one_hot(labels, range(model.output_shape[-1]))
    losses = []
    for _ in range(epochs):
        o = np.random.randint(0, len(inputs), len(inputs))
        losses += model.fit(inputs[o], t[o], batch_size=batch_size, verbose=0).history["loss"]
    return losses
