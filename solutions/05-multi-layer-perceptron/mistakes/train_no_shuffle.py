# question: train
# loses: train/sorted
# why: does not shuffle
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, range(model.output_shape[-1]))
    return model.fit(
        inputs, targets, epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0
    ).history["loss"]
