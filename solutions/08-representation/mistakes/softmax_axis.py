# question: softmax
# loses: softmax/paper, softmax/large
# why: adds up along the wrong axis
def softmax(logits):
    powers = np.exp(logits - logits.max(axis=0))
    return powers / powers.sum(axis=0)
