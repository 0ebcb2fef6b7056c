# question: train
# loses: train/learns, train/sorted, train/steps, predict_classes/accuracy, better/losses, better/valid, better/fresh, train/rows
# why: plain labels where categorical cross-entropy needs one-hot targets
def train(model, inputs, labels, epochs, batch_size):
    return model.fit(inputs, labels, epochs=epochs, batch_size=batch_size, verbose=0).history[
        "loss"
    ]
