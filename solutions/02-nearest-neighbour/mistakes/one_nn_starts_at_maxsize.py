# question: one_nn
# loses: one_nn/large_values
# why: starts the search from the largest index, which large distances exceed
import sys
def one_nn(data, labels):
    def classify(point):
        best, answer = sys.maxsize, None
        for row, label in zip(data, labels):
            d = np.sum((row - point) ** 2)
            if d < best: best, answer = d, label
        return answer
    return classify
