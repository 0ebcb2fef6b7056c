# question: sigmoid
# loses: sigmoid/large, sigmoid/extremes
# why: np.where computes both forms everywhere, so one of them overflows
def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
