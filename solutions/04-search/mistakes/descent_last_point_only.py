# question: gradient_descent
# loses: gradient_descent/shapes, gradient_descent/paper, gradient_descent/tilted, gradient_descent/start, gradient_descent/losses
# why: returns the end instead of the path
def gradient_descent(f, grad, w, rate, steps):
    for _ in range(steps):
        w = w - rate * grad(w)
    return w, f(w)
