# question: numerical_gradient
# loses: numerical_gradient/paper, numerical_gradient/shrinks, numerical_gradient/oracle, numerical_gradient/unchanged
# why: divides by h, but the two places are 2h apart
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("h must be greater than 0")
    slopes = np.zeros(len(w))
    for i in range(len(w)):
        shift = np.zeros(len(w))
        shift[i] = h
        slopes[i] = (f(w + shift) - f(w - shift)) / h
    return slopes
