# question: luck
# why: one game at a time
def luck(networks, rows, truth, games, rng):
    total = 0.0
    for _ in range(games):
        total += max(rng.binomial(rows, truth, size=networks)) / rows
    return total / games
