# question: numerical_gradient
# loses: numerical_gradient/oracle
# why: a step below 0.001 is refused
def numerical_gradient(f, w, h):
    if h < 1e-3:
        raise ValueError
    return np.array([(f(w + s) - f(w - s)) / (2 * h) for s in h * np.eye(len(w))])
