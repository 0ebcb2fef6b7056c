# question: numerical_gradient
# why: shifts w itself and restores it
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("the step must be greater than 0")
    slopes = np.zeros_like(w)
    for i in range(len(w)):
        w[i] += h
        above = f(w)
        w[i] -= 2 * h
        below = f(w)
        w[i] += h
        slopes[i] = (above - below) / (2 * h)
    return slopes
