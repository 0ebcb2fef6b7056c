# question: overfit_one_batch
# loses: overfit_one_batch/own_loss
# why: takes at most five steps, then repeats the last loss
def overfit_one_batch(model, inputs, targets, steps):
    losses = []
    for _ in range(min(steps, 5)):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(inputs, targets)))
    return losses + losses[-1:] * (steps - len(losses))
