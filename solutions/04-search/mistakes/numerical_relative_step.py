# question: numerical_gradient
# loses: numerical_gradient/oracle
# why: step relative to w
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError
    g = np.zeros(len(w))
    for i in range(len(w)):
        step = h * max(1.0, abs(w[i]))
        s = np.zeros(len(w)); s[i] = step
        g[i] = (f(w + s) - f(w - s)) / (2 * step)
    return g
