# question: overfit_one_batch
# loses: overfit_one_batch/own_loss
# why: records the running mean of all steps so far
def overfit_one_batch(model, inputs, targets, steps):
    losses, total = [], 0.0
    for step in range(1, steps + 1):
        total += float(model.train_on_batch(inputs, targets))
        losses.append(total / step)
    return losses
