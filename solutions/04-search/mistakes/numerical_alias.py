# question: numerical_gradient
# loses: numerical_gradient/paper, numerical_gradient/shrinks, numerical_gradient/oracle, numerical_gradient/unchanged
# why: thinks that v = w makes a copy
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("h must be greater than 0")
    slopes = np.zeros(len(w))
    for i in range(len(w)):
        right, left = w, w
        right[i] += h
        left[i] -= h
        slopes[i] = (f(right) - f(left)) / (2 * h)
    return slopes
