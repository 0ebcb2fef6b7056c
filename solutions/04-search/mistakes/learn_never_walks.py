# question: learn
# loses: learn/valleys, learn/kept, learn/xor
# why: plain random search: the walk is computed and not used
def learn(f, descend, size, tries, starts, rng):
    best, lowest = None, np.inf
    for _ in range(starts):
        start = min(rng.uniform(-2, 2, (tries, size)), key=f)
        end = descend(start)
        if f(start) < lowest:
            best, lowest = start, f(start)
    return best, lowest
