# question: numerical_gradient
# loses: numerical_gradient/oracle
# why: a step of 1 or more is refused
def numerical_gradient(f, w, h):
    if not 0 < h < 1:
        raise ValueError
    return np.array([(f(w + s) - f(w - s)) / (2 * h) for s in h * np.eye(len(w))])
