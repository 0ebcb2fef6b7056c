# question: train
# loses: train/rows
# why: lets a small last batch count as much as a full one
def train(model, inputs, labels, epochs, batch_size):
    t = one_hot(labels, range(model.output_shape[-1]))
    losses = []
    for _ in range(epochs):
        o = np.random.permutation(len(inputs))
        step = []
        for s in range(0, len(o), batch_size):
            model.reset_metrics()
            step.append(float(model.train_on_batch(inputs[o[s:s + batch_size]], t[o[s:s + batch_size]])))
        losses.append(float(np.mean(step)))
    return losses
