# question: my_classifier
# why: np.vectorize around the rule for one point
def my_classifier(x, y):
    return np.vectorize(lambda a, b: 0.15 < np.hypot(a - 0.505, b - 0.505) < 0.18)(x, y)
