# question: train
# loses: train/rows
# why: holds a fifth of the rows back
def train(model, inputs, labels, epochs, batch_size):
    t = one_hot(labels, range(model.output_shape[-1]))
    return model.fit(inputs, t, epochs=epochs, batch_size=batch_size, validation_split=0.2, verbose=0).history["loss"]
