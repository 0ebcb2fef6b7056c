# question: loss
# loses: loss/oracle
# why: counts equal rows once
def loss(w, inputs, targets):
    rows = np.unique(np.column_stack([inputs, targets]), axis=0)
    return np.mean((sigmoid(rows[:, :-1] @ w[:-1] + w[-1]) - rows[:, -1]) ** 2)
