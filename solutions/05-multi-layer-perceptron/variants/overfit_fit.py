# question: overfit_one_batch
# why: one epoch is one step when the batch holds all rows
def overfit_one_batch(model, inputs, targets, steps):
    return model.fit(inputs, targets, epochs=steps, batch_size=len(inputs), verbose=0).history[
        "loss"
    ]
