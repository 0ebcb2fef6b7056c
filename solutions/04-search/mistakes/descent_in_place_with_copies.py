# question: gradient_descent
# loses: gradient_descent/start
# why: keeps copies, but still writes into the array it was given
def gradient_descent(f, grad, w, rate, steps):
    path = [w.copy()]
    for _ in range(steps):
        w -= rate * grad(w)
        path.append(w.copy())
    return np.array(path), np.array([f(point) for point in path])
