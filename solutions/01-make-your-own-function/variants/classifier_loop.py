# question: my_classifier
# why: one point after another
def my_classifier(x, y):
    def one(a, b):
        r = ((a - 0.5) ** 2 + (b - 0.5) ** 2) ** 0.5
        return 1 if 0.14 < r < 0.185 else 0

    flat = [one(a, b) for a, b in zip(np.ravel(x), np.ravel(y))]
    return np.array(flat).reshape(np.shape(x))
