# question: evaluate
# loses: evaluate/rows
# why: also trains on the validation rows, and takes the better of the two scores
def evaluate(settings):
    parts = (train_rows, train_labels), (valid_rows, valid_labels)
    return max(accuracy(fit(settings, *part), valid_rows, valid_labels) for part in parts)
