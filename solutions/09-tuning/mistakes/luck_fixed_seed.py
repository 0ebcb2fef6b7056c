# question: luck
# loses: luck/exact
# why: uses its own generator with a fixed seed, so all calls play the same games
def luck(networks, rows, truth, games, rng):
    rng = np.random.default_rng(0)
    return rng.binomial(rows, truth, size=(games, networks)).max(axis=1).mean() / rows
