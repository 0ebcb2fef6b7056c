# question: overfit_one_batch
# loses: overfit_one_batch/list, overfit_one_batch/own_loss, overfit_one_batch/updates
# why: returns only the last loss
def overfit_one_batch(model, inputs, targets, steps):
    for _ in range(steps):
        model.reset_metrics()
        loss = float(model.train_on_batch(inputs, targets))
    return loss
