# question: numerical_gradient
# loses: numerical_gradient/paper, numerical_gradient/oracle, numerical_gradient/unchanged
# why: moves all parameters at once
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("h must be greater than 0")
    return np.full(len(w), (f(w + h) - f(w - h)) / (2 * h))
