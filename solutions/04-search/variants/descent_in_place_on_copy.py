# question: gradient_descent
# why: updates a copy in place and stores copies
def gradient_descent(f, grad, w, rate, steps):
    w = np.array(w, dtype=float)
    path, losses = [w.copy()], [f(w)]
    for _ in range(steps):
        w -= rate * grad(w)
        path.append(w.copy())
        losses.append(f(w))
    return np.stack(path), np.array(losses)
