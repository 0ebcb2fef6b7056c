# question: luck
# loses: luck/exact
# why: always 2000 games
def luck(networks, rows, truth, games, rng):
    right = rng.binomial(rows, truth, size=(2000, networks))
    return float((right / rows).max(axis=1).mean())
