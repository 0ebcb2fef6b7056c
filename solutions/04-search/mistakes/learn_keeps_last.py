# question: learn
# loses: learn/valleys, learn/kept, learn/xor
# why: keeps the last end instead of the best
def learn(f, descend, size, tries, starts, rng):
    best, lowest = None, np.inf
    for _ in range(starts):
        start = min(rng.uniform(-2, 2, (tries, size)), key=f)
        end = descend(start)
        height = f(end)
        if True:
            best, lowest = end, height
    return best, lowest
