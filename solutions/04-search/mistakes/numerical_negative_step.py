# question: numerical_gradient
# loses: numerical_gradient/bad_step
# why: only a step of exactly 0 is refused
def numerical_gradient(f, w, h):
    if h == 0:
        raise ValueError("h must not be 0")
    slopes = np.zeros(len(w))
    for i in range(len(w)):
        shift = np.zeros(len(w))
        shift[i] = h
        slopes[i] = (f(w + shift) - f(w - shift)) / (2 * h)
    return slopes
