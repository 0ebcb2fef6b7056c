# question: evaluate
# loses: evaluate/rows
# why: trains on the validation rows and scores on the training rows
def evaluate(settings):
    model = fit(settings, valid_rows, valid_labels)
    return accuracy(model, train_rows, train_labels)
