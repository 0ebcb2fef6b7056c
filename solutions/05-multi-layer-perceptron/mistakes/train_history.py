# question: train
# loses: train/learns, train/steps, better/losses, train/rows
# why: returns the History object instead of its list of losses
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, range(model.output_shape[-1]))
    return model.fit(inputs, targets, epochs=epochs, batch_size=batch_size, verbose=0)
