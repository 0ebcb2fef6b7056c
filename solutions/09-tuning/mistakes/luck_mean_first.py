# question: luck
# loses: luck/coins, luck/exact
# why: averages each network over the games before it takes the greatest
def luck(networks, rows, truth, games, rng):
    return rng.binomial(rows, truth, size=(games, networks)).mean(axis=0).max() / rows
