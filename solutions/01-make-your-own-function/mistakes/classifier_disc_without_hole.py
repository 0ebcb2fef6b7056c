# question: my_classifier
# loses: my_classifier/close_fit
# why: the best disc without a hole
def my_classifier(x, y):
    return in_circle(x, y, 0.505, 0.505, 0.172)
