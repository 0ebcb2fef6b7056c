# question: train
# loses: train/steps, train/rows
# why: records the loss of the last batch of each epoch instead of the mean over its rows
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, range(model.output_shape[-1]))
    losses = []
    for _ in range(epochs):
        order = np.random.permutation(len(inputs))
        for start in range(0, len(inputs), batch_size):
            rows = order[start : start + batch_size]
            loss = model.train_on_batch(inputs[rows], targets[rows])
        losses.append(float(loss))
    return losses
