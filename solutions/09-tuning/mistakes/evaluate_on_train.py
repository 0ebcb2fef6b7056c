# question: evaluate
# loses: evaluate/rows
# why: scores on the rows the network has learned from
def evaluate(settings):
    return accuracy(fit(settings, train_rows, train_labels), train_rows, train_labels)
