# question: from_one_hot
# loses: from_one_hot/paper, from_one_hot/probabilities
# why: returns column numbers instead of the classes
def from_one_hot(rows, classes):
    if (np.sum(rows, axis=1) == 0).any():
        raise ValueError("a row of zeros stands for no class")
    return np.argmax(rows, axis=1)
