# question: overfit_one_batch
# loses: overfit_one_batch/updates, overfit_one_batch/own_loss
# why: lets fit cut the rows into batches of 32
def overfit_one_batch(model, inputs, targets, steps):
    return model.fit(inputs, targets, epochs=steps, verbose=0).history["loss"]
