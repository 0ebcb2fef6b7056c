# question: learn
# loses: learn/starts
# why: starts at the first guess, not at the best one
def learn(f, descend, size, tries, starts, rng):
    best, lowest = None, np.inf
    for _ in range(starts):
        start = rng.uniform(-2, 2, (tries, size))[0]
        end = descend(start)
        height = f(end)
        if height < lowest:
            best, lowest = end, height
    return best, lowest
