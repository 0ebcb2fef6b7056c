# question: sigmoid
# why: clipped where it makes no difference
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))
