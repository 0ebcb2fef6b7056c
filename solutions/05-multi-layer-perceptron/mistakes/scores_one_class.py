# question: scores
# loses: scores/paper, scores/accuracy, measured/on_test, measured/on_uniform, scores/zero
# why: accuracy over the positive class only
def scores(predicted, truth):
    tp = np.sum((predicted == 1) & (truth == 1))
    tn = np.sum((predicted == 0) & (truth == 0))
    fp = np.sum((predicted == 1) & (truth == 0))
    fn = np.sum((predicted == 0) & (truth == 1))
    return {
        "accuracy": tp / max(np.sum(truth), 1),
        "precision": tp / max(tp + fp, 1),
        "recall": tp / max(tp + fn, 1),
    }
