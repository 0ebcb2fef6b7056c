# question: my_classifier
# loses: my_classifier/close_fit
# why: the tutorial's ring, far too wide for the second bound
def my_classifier(x, y):
    return in_circle(x, y, 0.5, 0.5, 0.3) & ~in_circle(x, y, 0.5, 0.5, 0.1)
