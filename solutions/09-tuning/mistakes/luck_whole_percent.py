# question: luck
# loses: luck/exact
# why: rounds each accuracy up to whole percent
def luck(networks, rows, truth, games, rng):
    shares = rng.binomial(rows, truth, (games, networks)) / rows
    return float((np.ceil(100 * shares - 1e-9) / 100).max(axis=1).mean())
