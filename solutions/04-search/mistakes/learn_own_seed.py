# question: learn
# loses: learn/starts, learn/xor
# why: seeds a generator for each start, so that all starts are the same
def learn(f, descend, size, tries, starts, rng):
    best, lowest = None, np.inf
    for _ in range(starts):
        start = min(np.random.default_rng(1).uniform(-2, 2, (tries, size)), key=f)
        end = descend(start)
        height = f(end)
        if height < lowest:
            best, lowest = end, height
    return best, lowest
