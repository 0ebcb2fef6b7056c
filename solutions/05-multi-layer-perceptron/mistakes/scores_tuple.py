# question: scores
# loses: scores/keys, scores/paper, scores/accuracy, scores/rare, scores/zero, measured/form, measured/on_test, measured/on_uniform
# why: a tuple instead of a dictionary
def scores(predicted, truth):
    tp = np.sum((predicted == 1) & (truth == 1))
    tn = np.sum((predicted == 0) & (truth == 0))
    fp = np.sum((predicted == 1) & (truth == 0))
    fn = np.sum((predicted == 0) & (truth == 1))
    return (tp + tn) / len(truth), tp / max(tp + fp, 1), tp / max(tp + fn, 1)
