# question: overfit_one_batch
# loses: overfit_one_batch/memorised, overfit_one_batch/updates, overfit_one_batch/own_loss
# why: measures the loss but never trains
def overfit_one_batch(model, inputs, targets, steps):
    losses = []
    for _ in range(steps):
        losses.append(float(model.test_on_batch(inputs, targets)))
    return losses
