# question: my_classifier
# loses: my_classifier/form
# why: returns a list instead of an array
def my_classifier(x, y):
    r = np.hypot(np.asarray(x) - .505, np.asarray(y) - .505)
    return ((r > .154) & (r < .174)).tolist()
