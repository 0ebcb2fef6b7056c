# question: numerical_gradient
# loses: numerical_gradient/paper
# why: gives a list back, not an array
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("h must be greater than 0")
    return [(f(w + step) - f(w - step)) / (2 * h) for step in h * np.eye(len(w))]
