# question: gradient
# loses: gradient/chain
# why: samples the slopes instead of working them out
def gradient(w, inputs, targets):
    return numerical_gradient(lambda v: loss(v, inputs, targets), w, 1e-5)
