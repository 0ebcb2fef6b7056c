# question: evaluate
# loses: evaluate/share, evaluate/rows
# why: per cent instead of a share
def evaluate(settings):
    model = fit(settings, train_rows, train_labels)
    return 100 * accuracy(model, valid_rows, valid_labels)
