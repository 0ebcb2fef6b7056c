# question: overfit_one_batch
# loses: overfit_one_batch/own_loss, overfit_one_batch/updates
# why: takes only the first sixteen rows
def overfit_one_batch(model, inputs, targets, steps):
    losses = []
    for _ in range(steps):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(inputs[:16], targets[:16])))
    return losses
