# question: gradient_descent
# loses: gradient_descent/shapes
# why: gives lists back, not arrays
def gradient_descent(f, grad, w, rate, steps):
    path = [w.copy()]
    for _ in range(steps):
        path.append(path[-1] - rate * grad(path[-1]))
    return [list(place) for place in path], [f(place) for place in path]
