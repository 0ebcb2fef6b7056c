# question: overfit_one_batch
# loses: overfit_one_batch/own_loss
# why: compiles again at each step, so that the optimiser forgets
def overfit_one_batch(model, inputs, targets, steps):
    losses = []
    for _ in range(steps):
        model.compile(optimizer=model.optimizer.__class__.from_config(model.optimizer.get_config()), loss="categorical_crossentropy")
        losses.append(float(model.train_on_batch(inputs, targets)))
    return losses
