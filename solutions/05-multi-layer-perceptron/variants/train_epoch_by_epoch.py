# question: train
# why: one call of fit per epoch, with an order of its own
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, list(range(model.output_shape[-1])))
    losses = []
    for epoch in range(epochs):
        order = np.random.permutation(len(inputs))
        history = model.fit(
            inputs[order], targets[order], batch_size=batch_size, shuffle=False, verbose=0
        )
        losses.append(history.history["loss"][0])
    return losses
