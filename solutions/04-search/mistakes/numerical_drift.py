# question: numerical_gradient
# loses: numerical_gradient/unchanged
# why: shifts w in place and puts it back with rounding errors
def numerical_gradient(f, w, h):
    if h <= 0: raise ValueError
    g = np.zeros_like(w)
    for i in range(len(w)):
        w[i] += h; a = f(w)
        w[i] -= 2 * h; b = f(w)
        w[i] += h
        g[i] = (a - b) / (2 * h)
    return g
