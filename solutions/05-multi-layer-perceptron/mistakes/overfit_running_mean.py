# question: overfit_one_batch
# loses: overfit_one_batch/own_loss
# why: notes the running mean of all steps so far
def overfit_one_batch(model, inputs, targets, steps):
    return [float(model.train_on_batch(inputs, targets)) for _ in range(steps)]
