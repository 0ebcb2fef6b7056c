# question: evaluate
# loses: evaluate/rows, tuned/accuracy
# why: scores a network that has not been trained, so that the search chooses blindly
def evaluate(settings):
    keras.utils.set_random_seed(0)
    return accuracy(network(settings), valid_rows, valid_labels)
