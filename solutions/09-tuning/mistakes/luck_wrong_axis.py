# question: luck
# loses: luck/single, luck/coins, luck/exact
# why: the luckiest game of each network instead of the luckiest network of each game
def luck(networks, rows, truth, games, rng):
    return rng.binomial(rows, truth, size=(games, networks)).max(axis=0).mean() / rows
