# question: evaluate
# loses: evaluate/rows
# why: scores a network that has not been trained
def evaluate(settings):
    return accuracy(network(settings), valid_rows, valid_labels)
