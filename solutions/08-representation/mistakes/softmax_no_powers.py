# question: softmax
# loses: softmax/paper, softmax/large
# why: divides the logits themselves by their sum
def softmax(logits):
    return logits / logits.sum(axis=1, keepdims=True)
