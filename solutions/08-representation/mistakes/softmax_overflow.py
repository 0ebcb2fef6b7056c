# question: softmax
# loses: softmax/large
# why: the power of a large logit overflows
def softmax(logits):
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True)
