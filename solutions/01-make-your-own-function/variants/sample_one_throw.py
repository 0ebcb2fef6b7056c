# question: balanced_sample
# why: throws so many points at once that a loop is hardly needed
def balanced_sample(n, rng):
    hit = np.zeros(0, dtype=bool)
    while hit.sum() < n // 2:
        points = rng.uniform(0, 1, size=(200 * n + 2000, 2))
        hit = crescent(points[:, 0], points[:, 1])
    chosen = np.hstack([np.flatnonzero(~hit)[: n // 2], np.flatnonzero(hit)[: n // 2]])
    return points[chosen], hit[chosen].astype(int)
