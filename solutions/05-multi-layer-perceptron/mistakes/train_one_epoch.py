# question: train
# loses: train/learns, train/steps, predict_classes/accuracy, better/valid, better/fresh, train/rows, better/losses
# why: forgets the epochs, so that fit makes one
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, range(model.output_shape[-1]))
    return model.fit(inputs, targets, batch_size=batch_size, verbose=0).history["loss"]
