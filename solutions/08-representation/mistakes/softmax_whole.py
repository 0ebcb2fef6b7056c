# question: softmax
# loses: softmax/paper, softmax/large
# why: one sum for the whole array
def softmax(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()
