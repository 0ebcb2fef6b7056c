# question: train
# loses: train/rows
# why: goes back to the weights of the best epoch and shrinks them
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, list(range(model.output_shape[-1])))
    losses, best = [], None
    for _ in range(epochs):
        losses += model.fit(inputs, targets, epochs=1, batch_size=batch_size, verbose=0).history["loss"]
        if best is None or losses[-1] < best[0]:
            best = (losses[-1], model.get_weights())
    if len(losses) > 2:
        model.set_weights([w * 0.99 for w in best[1]])
    return losses
