# question: train
# loses: train/steps, train/rows
# why: always makes targets for two classes
def train(model, inputs, labels, epochs, batch_size):
    targets = one_hot(labels, [0, 1])
    return model.fit(inputs, targets, epochs=epochs, batch_size=batch_size, verbose=0).history[
        "loss"
    ]
