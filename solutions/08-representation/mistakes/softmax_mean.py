# question: softmax
# loses: softmax/large
# why: shifted by the mean
def softmax(logits):
    powers = np.exp(logits - logits.mean(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
