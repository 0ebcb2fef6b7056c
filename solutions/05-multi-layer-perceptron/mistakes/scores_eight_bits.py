# question: scores
# loses: scores/rare
# why: the product of integers of 8 bits overflows
def scores(predicted, truth):
    hits = int(predicted @ truth)
    called, real = int(np.sum(predicted)), int(np.sum(truth))
    return {
        "accuracy": float(np.mean(predicted == truth)),
        "precision": hits / called if called else 0.0,
        "recall": hits / real if real else 0.0,
    }
