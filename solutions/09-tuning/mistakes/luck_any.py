# question: luck
# loses: luck/exact, luck/single
# why: the chance that at least one network is right on a row
def luck(networks, rows, truth, games, rng):
    return 1 - (1 - truth) ** networks
