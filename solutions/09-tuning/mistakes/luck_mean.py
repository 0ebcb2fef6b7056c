# question: luck
# loses: luck/coins, luck/exact
# why: the mean of all networks instead of the luckiest
def luck(networks, rows, truth, games, rng):
    return rng.binomial(rows, truth, size=(games, networks)).mean() / rows
