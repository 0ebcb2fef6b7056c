# question: luck
# loses: luck/coins, luck/exact
# why: all networks of a game share one measurement
def luck(networks, rows, truth, games, rng):
    best = []
    for _ in range(games):
        right = rng.binomial(rows, truth)
        best.append(max([right / rows] * networks))
    return np.mean(best)
