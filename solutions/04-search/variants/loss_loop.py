# question: loss
# why: a loop over the rows
def loss(w, inputs, targets):
    total = 0.0
    for row, target in zip(inputs, targets):
        z = w[-1]
        for weight, value in zip(w[:-1], row):
            z += weight * value
        total += (sigmoid(z) - target) ** 2
    return total / len(inputs)
