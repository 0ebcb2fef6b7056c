# question: softmax
# loses: softmax/large
# why: subtracts the largest logit of the array, so rows of small logits become 0 / 0
def softmax(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum(axis=1, keepdims=True)
