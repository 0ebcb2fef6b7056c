# question: train
# loses: train/steps, train/rows
# why: forgets the batch size, so that fit takes its own, 32
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, range(model.output_shape[-1]))
    return model.fit(inputs, targets, epochs=epochs, verbose=0).history["loss"]
