# question: one_nn
# loses: one_nn/large_values
# why: computes in single precision, which mixes up large numbers that differ by little
def one_nn(data, labels):
    d = data.astype(np.float32)
    def classify(point):
        return labels[np.argmin(np.sum((d - point.astype(np.float32)) ** 2, axis=1))]
    return classify
