# question: sigmoid
# loses: sigmoid/paper, sigmoid/large, sigmoid/oracle, sigmoid/extremes
# why: brackets forgotten around the denominator
def sigmoid(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))
