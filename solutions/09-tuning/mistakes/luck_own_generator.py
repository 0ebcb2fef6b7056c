# question: luck
# loses: luck/exact
# why: NumPy's global generator instead of the one passed in
def luck(networks, rows, truth, games, rng):
    return np.random.binomial(rows, truth, size=(games, networks)).max(axis=1).mean() / rows
