# question: evaluate
# loses: evaluate/share, evaluate/rows
# why: a percentage instead of a fraction
def evaluate(settings):
    model = fit(settings, train_rows, train_labels)
    return 100 * accuracy(model, valid_rows, valid_labels)
