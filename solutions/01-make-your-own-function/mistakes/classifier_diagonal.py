# question: my_classifier
# loses: my_classifier/accuracy, my_classifier/close_fit
# why: splits the square along the diagonal
def my_classifier(x, y):
    return x + y > 1.01
