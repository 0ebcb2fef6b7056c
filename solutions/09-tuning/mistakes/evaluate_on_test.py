# question: evaluate
# loses: evaluate/rows
# why: chooses on the test rows
def evaluate(settings):
    model = fit(settings, train_rows, train_labels)
    return accuracy(model, test_rows, test_labels)
