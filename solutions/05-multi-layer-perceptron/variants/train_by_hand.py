# question: train
# why: a training loop written out
def train(model, inputs, labels, epochs, batch_size):
    targets = np.eye(model.output_shape[-1])[labels]
    losses = []
    for _ in range(epochs):
        model.reset_metrics()  # the running mean over one epoch is the epoch's loss
        order = np.random.permutation(len(inputs))
        for start in range(0, len(inputs), batch_size):
            rows = order[start : start + batch_size]
            loss = model.train_on_batch(inputs[rows], targets[rows])
        losses.append(float(loss))
    return losses
