# question: one_hot
# loses: one_hot/shape, one_hot/paper, one_hot/order, one_hot/unknown
# why: mistakes the labels for column numbers, and keeps float64
def one_hot(labels, classes):
    return np.eye(len(classes))[labels]
