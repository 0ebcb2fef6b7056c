# question: evaluate
# loses: evaluate/rows
# why: the validation rows also train the network
def evaluate(settings):
    rows = np.concatenate([train_rows, valid_rows])
    labels = np.concatenate([train_labels, valid_labels])
    return accuracy(fit(settings, rows, labels), valid_rows, valid_labels)
