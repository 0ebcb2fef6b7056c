# question: results
# loses: results/form, results/true
# why: reports the best network only
def confusion(predicted, truth):
    tp = int(np.sum((predicted == 1) & (truth == 1)))
    tn = int(np.sum((predicted == 0) & (truth == 0)))
    fp = int(np.sum((predicted == 1) & (truth == 0)))
    fn = int(np.sum((predicted == 0) & (truth == 1)))
    return {"accuracy": (tp + tn) / len(truth), "tp": tp, "tn": tn, "fp": fp, "fn": fn}


results = [confusion(interpret(np.asarray(models[best](test_inputs))), test_labels)]
