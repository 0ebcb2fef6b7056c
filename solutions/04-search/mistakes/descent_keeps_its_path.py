# question: gradient_descent
# loses: gradient_descent/losses
# why: path list kept between calls in a default argument
def gradient_descent(f, grad, w, rate, steps, path=[]):
    if path and len(path[0]) != len(w):
        path.clear()
    path.append(w)
    for _ in range(steps):
        path.append(path[-1] - rate * grad(path[-1]))
    return np.array(path[-steps - 1 :]), np.array([f(p) for p in path[: steps + 1]])
