# question: results
# loses: results/agree, results/true
# why: measures on the training set
def confusion(predicted, truth):
    tp = int(np.sum((predicted == 1) & (truth == 1)))
    tn = int(np.sum((predicted == 0) & (truth == 0)))
    fp = int(np.sum((predicted == 1) & (truth == 0)))
    fn = int(np.sum((predicted == 0) & (truth == 1)))
    return {"accuracy": (tp + tn) / len(truth), "tp": tp, "tn": tn, "fp": fp, "fn": fn}


results = [confusion(interpret(np.asarray(model(train_inputs))), train_labels) for model in models]
