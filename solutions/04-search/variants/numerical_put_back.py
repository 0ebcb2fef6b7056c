# question: numerical_gradient
# why: shifts a copy in place and puts the value back
def numerical_gradient(f, w, h):
    if h <= 0:
        raise ValueError("the step must be greater than 0")
    v = w.copy()
    slopes = []
    for i in range(v.size):
        old = v[i]
        v[i] = old + h
        above = f(v)
        v[i] = old - h
        below = f(v)
        v[i] = old
        slopes.append((above - below) / (2 * h))
    return np.array(slopes)
