# question: train
# loses: train/sorted
# why: takes the rows from the last to the first, which is not a new random order
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, range(model.output_shape[-1]))[::-1]
    return model.fit(
        inputs[::-1], targets, epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0
    ).history["loss"]
