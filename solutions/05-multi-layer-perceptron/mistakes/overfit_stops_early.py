# question: overfit_one_batch
# loses: overfit_one_batch/own_loss
# why: stops once the loss is below 0.1
def overfit_one_batch(model, inputs, targets, steps):
    losses = []
    for _ in range(steps):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(inputs, targets)))
        if losses[-1] < 0.1 and len(losses) > 3:
            break
    return losses
