# question: one_hot
# loses: one_hot/unknown
# why: cuts long labels to the length of the longest class
def one_hot(labels, classes):
    classes = np.asarray(classes)
    labels = np.asarray(labels).astype(classes.dtype)
    return (labels[:, None] == classes).astype(np.float32)
