# question: softmax
# loses: softmax/large
# why: subtracts the smallest logit of each row, so the powers grow instead of shrinking
def softmax(logits):
    powers = np.exp(logits - logits.min(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
