# question: sigmoid
# loses: sigmoid/oracle
# why: a loop over one axis: other shapes and single numbers fail
def sigmoid(z):
    result = []
    for value in z:
        e = np.exp(-abs(value))
        result.append(1 / (1 + e) if value >= 0 else e / (1 + e))
    return np.array(result)
