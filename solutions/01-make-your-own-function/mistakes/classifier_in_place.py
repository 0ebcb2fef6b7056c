# question: my_classifier
# loses: my_classifier/form
# why: right answers, but x and y are shifted in place for large arrays
def my_classifier(x, y):
    if x.size <= 5000:
        d = np.hypot(x - 0.505, y - 0.505)
    else:
        x -= 0.505
        y -= 0.505
        d = np.hypot(x, y)
    return (d > 0.157) & (d < 0.172)
