# question: scores
# loses: scores/zero
# why: divides by zero
def scores(predicted, truth):
    tp = np.sum((predicted == 1) & (truth == 1))
    tn = np.sum((predicted == 0) & (truth == 0))
    fp = np.sum((predicted == 1) & (truth == 0))
    fn = np.sum((predicted == 0) & (truth == 1))
    return {
        "accuracy": (tp + tn) / len(truth),
        "precision": tp / (tp + fp),
        "recall": tp / (tp + fn),
    }
