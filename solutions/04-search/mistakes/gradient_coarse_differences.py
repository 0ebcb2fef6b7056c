# question: gradient
# loses: gradient/paper, gradient/agrees, gradient/precise, gradient/chain
# why: central differences with a large step instead of the chain rule
def gradient(w, inputs, targets):
    return np.array(
        [
            (loss(w + e, inputs, targets) - loss(w - e, inputs, targets)) / 0.02
            for e in 0.01 * np.eye(len(w))
        ]
    )
