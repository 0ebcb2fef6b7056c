# question: softmax
# loses: softmax/paper, softmax/large
# why: a sigmoid per neuron, whose rows do not add up to 1
def softmax(logits):
    return 1 / (1 + np.exp(-np.clip(logits, -500, 500)))
