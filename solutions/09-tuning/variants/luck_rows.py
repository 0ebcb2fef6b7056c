# question: luck
# why: every single row is drawn
def luck(networks, rows, truth, games, rng):
    shares = [(rng.random((networks, rows)) < truth).mean(axis=1) for _ in range(games)]
    return float(np.mean(np.max(shares, axis=1)))
