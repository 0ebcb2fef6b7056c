# question: my_classifier
# loses: my_classifier/accuracy, my_classifier/close_fit
# why: answers positive outside the ring
def my_classifier(x, y):
    return ~in_circle(x, y, 0.505, 0.505, 0.18) | in_circle(x, y, 0.505, 0.505, 0.15)
