# question: train
# loses: train/learns, predict_classes/accuracy, better/valid, better/fresh, train/rows, better/losses
# why: shuffles the rows but not their labels
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, range(model.output_shape[-1]))
    shuffled = np.random.default_rng(0).permutation(inputs)
    return model.fit(shuffled, targets, epochs=epochs, batch_size=batch_size, verbose=0).history[
        "loss"
    ]
