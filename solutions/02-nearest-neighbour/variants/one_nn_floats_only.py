# question: one_nn
# why: converts nothing; the arrays hold floats, as the docstring says
def one_nn(data, labels):
    def classify(point):
        return labels[np.argmin(np.sum((data - point) ** 2, axis=1))]
    return classify
