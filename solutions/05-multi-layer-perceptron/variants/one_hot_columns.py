# question: one_hot
# why: stacks one column per class
def one_hot(labels, classes):
    return np.stack(
        [np.where(np.array(labels) == name, 1.0, 0.0) for name in classes], axis=1
    ).astype(np.float32)
