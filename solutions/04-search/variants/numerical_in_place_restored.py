# question: numerical_gradient
# why: shifts w itself and puts each value back
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("the step must be positive")
    slopes = np.empty(len(w))
    for i, value in enumerate(w.copy()):
        w[i] = value + h
        above = f(w)
        w[i] = value - h
        slopes[i] = (above - f(w)) / (2 * h)
        w[i] = value
    return slopes
