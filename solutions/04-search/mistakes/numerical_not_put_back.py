# question: numerical_gradient
# loses: numerical_gradient/oracle, numerical_gradient/unchanged, numerical_gradient/paper
# why: shifts w in place and does not put the value back
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("h must be greater than 0")
    slopes = np.zeros(len(w))
    for i in range(len(w)):
        w[i] += h
        above = f(w)
        w[i] -= 2 * h
        slopes[i] = (above - f(w)) / (2 * h)
    return slopes
