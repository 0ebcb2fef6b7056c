# question: numerical_gradient
# loses: numerical_gradient/oracle
# why: divided by its length when longer than 10
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError
    g = np.array([(f(w + s) - f(w - s)) / (2 * h) for s in h * np.eye(len(w))])
    return g / max(1, np.linalg.norm(g) / 7)
