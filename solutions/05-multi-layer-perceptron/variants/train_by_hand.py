# question: train
# why: a training loop written out, with the mean over the rows as the loss of an epoch
def train(model, inputs, labels, epochs, batch_size):
    targets = np.eye(model.output_shape[-1])[labels]
    losses = []
    for _ in range(epochs):
        order = np.random.permutation(len(inputs))
        batches = [order[start : start + batch_size] for start in range(0, len(inputs), batch_size)]
        steps = [model.train_on_batch(inputs[rows], targets[rows]) for rows in batches]
        losses.append(float(np.average(steps, weights=[len(rows) for rows in batches])))
    return losses
