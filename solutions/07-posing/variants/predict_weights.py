# question: predict_classes
# why: NumPy works out the network from its weights
def predict_classes(network, pose, rows):
    w1, b1, w2, b2, w3, b3 = network.get_weights()
    hidden = 1 / (1 + np.exp(-(pose(rows) @ w1 + b1)))
    hidden = 1 / (1 + np.exp(-(hidden @ w2 + b2)))
    return np.argmax(hidden @ w3 + b3, axis=1)
