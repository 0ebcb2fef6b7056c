# question: luck
# loses: luck/single, luck/exact
# why: numbers of rows instead of fractions
def luck(networks, rows, truth, games, rng):
    return rng.binomial(rows, truth, size=(games, networks)).max(axis=1).mean()
