# question: scores
# loses: scores/keys
# why: the accuracy is text
def scores(predicted, truth):
    hits = np.sum((predicted == 1) & (truth == 1))
    called, real = np.sum(predicted == 1), np.sum(truth == 1)
    return {
        "accuracy": f"{np.mean(predicted == truth):.6f}",
        "precision": float(hits / called) if called else 0.0,
        "recall": float(hits / real) if real else 0.0,
    }
