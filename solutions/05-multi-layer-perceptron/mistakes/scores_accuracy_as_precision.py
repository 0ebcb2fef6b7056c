# question: scores
# loses: scores/paper, scores/rare, scores/zero, measured/on_test, measured/on_uniform
# why: reports the accuracy where the precision is asked
def scores(predicted, truth):
    tp = np.sum((predicted == 1) & (truth == 1))
    tn = np.sum((predicted == 0) & (truth == 0))
    fp = np.sum((predicted == 1) & (truth == 0))
    fn = np.sum((predicted == 0) & (truth == 1))
    accuracy = (tp + tn) / len(truth)
    return {
        "accuracy": accuracy,
        "precision": accuracy,
        "recall": tp / (tp + fn) if tp + fn else 0.0,
    }
