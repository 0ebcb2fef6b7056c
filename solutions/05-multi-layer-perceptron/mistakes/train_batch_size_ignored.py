# question: train
# loses: train/steps
# why: all the rows in one batch, whatever was asked for
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, range(model.output_shape[-1]))
    return model.fit(inputs, targets, epochs=epochs, batch_size=len(inputs), verbose=0).history["loss"]
