# question: scores
# loses: scores/paper, scores/rare, measured/on_test, measured/on_uniform
# why: precision and recall swapped
def scores(predicted, truth):
    tp = np.sum((predicted == 1) & (truth == 1))
    tn = np.sum((predicted == 0) & (truth == 0))
    fp = np.sum((predicted == 1) & (truth == 0))
    fn = np.sum((predicted == 0) & (truth == 1))
    return {
        "accuracy": (tp + tn) / len(truth),
        "precision": tp / (tp + fn) if tp + fn else 0.0,
        "recall": tp / (tp + fp) if tp + fp else 0.0,
    }
