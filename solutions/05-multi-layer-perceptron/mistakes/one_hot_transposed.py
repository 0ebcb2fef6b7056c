# question: one_hot
# loses: one_hot/shape, one_hot/paper, one_hot/order, one_hot/unknown, train/learns, train/sorted, train/steps, predict_classes/accuracy, better/losses, better/valid, better/fresh, train/rows
# why: one row per class instead of one row per label
def one_hot(labels, classes):
    return np.array(
        [[float(label == name) for label in labels] for name in classes], dtype="float32"
    )
