# question: overfit_one_batch
# loses: overfit_one_batch/list, overfit_one_batch/memorised, overfit_one_batch/own_loss, overfit_one_batch/updates
# why: trains a model of its own instead of the one passed in
def overfit_one_batch(model, inputs, targets, steps):
    model = build_mlp([16, 32], classes=targets.shape[1])
    losses = []
    for _ in range(steps):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(inputs, targets)))
    return losses
