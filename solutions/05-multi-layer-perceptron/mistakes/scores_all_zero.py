# question: scores
# loses: scores/zero
# why: gives 0 for the accuracy, too, when there is no true positive
def scores(predicted, truth):
    tp = int(np.sum((predicted == 1) & (truth == 1)))
    if tp == 0:
        return {"accuracy": 0.0, "precision": 0.0, "recall": 0.0}
    return {"accuracy": float(np.mean(predicted == truth)), "precision": tp / int(predicted.sum()), "recall": tp / int(truth.sum())}
