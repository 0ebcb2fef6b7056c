# question: one_nn
# loses: one_nn/oracle
# why: assumes the labels are numbers when it can
def one_nn(data, labels):
    data = np.array(data, float)
    def classify(point):
        label = labels[np.argmin(np.sum((data - point) ** 2, axis=1))]
        try:
            return int(label)
        except ValueError:
            return label
    return classify
