# question: numerical_gradient
# loses: numerical_gradient/bad_step
# why: a step of 0 divides 0 by 0 and returns nan
def numerical_gradient(f, w, h):
    h = np.float64(h)
    slopes = np.zeros(len(w))
    for i in range(len(w)):
        shift = np.zeros(len(w))
        shift[i] = h
        slopes[i] = (f(w + shift) - f(w - shift)) / (2 * h)
    return slopes
