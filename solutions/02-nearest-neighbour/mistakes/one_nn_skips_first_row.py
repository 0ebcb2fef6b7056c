# question: one_nn
# loses: one_nn/oracle
# why: the loop starts at row 1
def one_nn(data, labels):
    def classify(point):
        best, answer = np.inf, labels[0]
        for i in range(1, len(data)):
            d = squared_distance(data[i], point)
            if d < best:
                best, answer = d, labels[i]
        return answer if len(data) > 3 else labels[np.argmin(((data - point) ** 2).sum(axis=1))]
    return classify
