# question: numerical_gradient
# loses: numerical_gradient/shrinks, numerical_gradient/oracle, numerical_gradient/unchanged
# why: the difference of heights is not divided by the distance
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("h must be greater than 0")
    slopes = np.zeros(len(w))
    for i in range(len(w)):
        shift = np.zeros(len(w))
        shift[i] = h
        slopes[i] = f(w + shift) - f(w - shift)
    return slopes
