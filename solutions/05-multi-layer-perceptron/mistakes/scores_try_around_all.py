# question: scores
# loses: scores/zero
# why: one try around all three scores, so all are 0 when one cannot be computed
def scores(predicted, truth):
    try:
        tp = int(np.sum((predicted == 1) & (truth == 1)))
        return {"accuracy": float(np.mean(predicted == truth)), "precision": tp / int(predicted.sum()), "recall": tp / int(truth.sum())}
    except ZeroDivisionError:
        return {"accuracy": 0.0, "precision": 0.0, "recall": 0.0}
