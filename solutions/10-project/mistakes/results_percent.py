# question: results
# loses: results/agree
# why: the accuracy in percent
def confusion(predicted, truth):
    tp = int(np.sum((predicted == 1) & (truth == 1)))
    tn = int(np.sum((predicted == 0) & (truth == 0)))
    fp = int(np.sum((predicted == 1) & (truth == 0)))
    fn = int(np.sum((predicted == 0) & (truth == 1)))
    return {"accuracy": 100 * (tp + tn) / len(truth), "tp": tp, "tn": tn, "fp": fp, "fn": fn}


results = [confusion(interpret(np.asarray(model(test_inputs))), test_labels) for model in models]
