# question: my_classifier
# loses: my_classifier/form, my_classifier/accuracy, my_classifier/close_fit
# why: the same answer for every point
def my_classifier(x, y):
    return np.ones(x.shape, dtype=bool)
