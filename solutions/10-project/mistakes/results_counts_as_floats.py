# question: results
# loses: results/form
# why: the counts are floats
def confusion(predicted, truth):
    tp = np.sum((predicted == 1) & (truth == 1), dtype=float)
    tn = np.sum((predicted == 0) & (truth == 0), dtype=float)
    fp = np.sum((predicted == 1) & (truth == 0), dtype=float)
    fn = np.sum((predicted == 0) & (truth == 1), dtype=float)
    return {"accuracy": (tp + tn) / len(truth), "tp": tp, "tn": tn, "fp": fp, "fn": fn}


results = [confusion(interpret(np.asarray(model(test_inputs))), test_labels) for model in models]
