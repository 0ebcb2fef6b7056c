# question: softmax
# loses: softmax/large
# why: clips large logits, which changes the distribution
def softmax(logits):
    powers = np.exp(np.clip(logits, -500, 500))
    return powers / powers.sum(axis=1, keepdims=True)
