# question: my_classifier
# loses: my_classifier/form
# why: loses the shape of two-dimensional arrays
def my_classifier(x, y):
    d = np.hypot(np.ravel(x) - 0.505, np.ravel(y) - 0.505)
    return (d > 0.157) & (d < 0.172)
