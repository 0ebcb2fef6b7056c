# question: gradient_descent
# loses: gradient_descent/tilted
# why: moves one parameter after the other and reads the gradient in between
def gradient_descent(f, grad, w, rate, steps):
    w = w.copy()
    path = [w.copy()]
    for _ in range(steps):
        for i in range(len(w)):
            w[i] -= rate * grad(w)[i]
        path.append(w.copy())
    return np.array(path), np.array([f(point) for point in path])
