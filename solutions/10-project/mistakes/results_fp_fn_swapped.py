# question: results
# loses: results/true
# why: false positives and false negatives mixed up
def confusion(predicted, truth):
    tp = int(np.sum((predicted == 1) & (truth == 1)))
    tn = int(np.sum((predicted == 0) & (truth == 0)))
    fp = int(np.sum((predicted == 1) & (truth == 0)))
    fn = int(np.sum((predicted == 0) & (truth == 1)))
    return {"accuracy": (tp + tn) / len(truth), "tp": tp, "tn": tn, "fp": fn, "fn": fp}


results = [confusion(interpret(np.asarray(model(test_inputs))), test_labels) for model in models]
