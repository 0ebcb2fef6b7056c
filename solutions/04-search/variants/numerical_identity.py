# question: numerical_gradient
# why: the shifts are rows of a scaled identity matrix
def numerical_gradient(f, w, h):
    if not h > 0:
        raise ValueError("the step must be greater than 0")
    return np.array([(f(w + e) - f(w - e)) / (2 * h) for e in h * np.eye(len(w))])
