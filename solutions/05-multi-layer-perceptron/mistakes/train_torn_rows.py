# question: train
# loses: train/rows, predict_classes/accuracy, better/losses, better/valid, better/fresh
# why: shuffles the inputs, but not the labels, from 51 rows on
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, list(range(model.output_shape[-1])))
    order = np.random.permutation(len(inputs)) if len(inputs) > 50 else np.arange(len(inputs))
    return model.fit(inputs[order], targets, epochs=epochs, batch_size=batch_size, verbose=0).history["loss"]
