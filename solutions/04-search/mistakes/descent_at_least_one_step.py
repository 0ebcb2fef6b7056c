# question: gradient_descent
# loses: gradient_descent/losses
# why: fails for no step
def gradient_descent(f, grad, w, rate, steps):
    path = w - rate * grad(w)
    rows = [w, path]
    for _ in range(steps - 1):
        rows.append(rows[-1] - rate * grad(rows[-1]))
    return np.array(rows), np.array([f(r) for r in rows])
