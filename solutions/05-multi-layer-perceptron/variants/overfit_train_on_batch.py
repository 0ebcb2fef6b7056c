# question: overfit_one_batch
# why: train_on_batch returns the loss of its own step
def overfit_one_batch(model, inputs, targets, steps):
    return [float(model.train_on_batch(inputs, targets)) for _ in range(steps)]
