# question: scores
# loses: scores/zero
# why: adds a small number to each denominator
def scores(predicted, truth):
    tp = np.sum((predicted == 1) & (truth == 1))
    return {"accuracy": float(np.mean(predicted == truth)), "precision": float(tp / (np.sum(predicted) + 1e-7)), "recall": float(tp / (np.sum(truth) + 1e-7))}
