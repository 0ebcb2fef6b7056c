# question: luck
# loses: luck/single, luck/coins, luck/exact
# why: a single game, so the result is pure chance
def luck(networks, rows, truth, games, rng):
    return rng.binomial(rows, truth, size=networks).max() / rows
