# question: numerical_gradient
# loses: numerical_gradient/oracle
# why: replaces a small step by its own
def numerical_gradient(f, w, h):
    if h <= 0: raise ValueError
    h = h if h > 0.005 else 1e-5
    return np.array([(f(w + e) - f(w - e)) / (2 * h) for e in h * np.eye(len(w))])
