# question: overfit_one_batch
# why: measures the loss by hand before each step
def overfit_one_batch(model, inputs, targets, steps):
    losses = np.zeros(steps)
    for step in range(steps):
        chance = np.sum(np.asarray(model(inputs)) * targets, axis=1)
        losses[step] = -np.mean(np.log(np.maximum(chance, 1e-7)))
        model.train_on_batch(inputs, targets)
    return losses.tolist()
