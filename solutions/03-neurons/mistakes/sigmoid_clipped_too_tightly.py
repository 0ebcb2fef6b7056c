# question: sigmoid
# loses: sigmoid/large, sigmoid/oracle, sigmoid/extremes
# why: clips at 10, so large numbers never reach 0 or 1
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))
