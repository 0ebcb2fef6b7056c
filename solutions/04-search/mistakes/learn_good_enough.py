# question: learn
# loses: learn/kept
# why: stops at the first end below 0.1
def learn(f, descend, size, tries, starts, rng):
    best, lowest = None, np.inf
    for _ in range(starts):
        end = descend(min(rng.uniform(-2, 2, (tries, size)), key=f))
        if f(end) < lowest:
            best, lowest = end, f(end)
        if lowest < 0.1 and size > 1:
            break
    return best, lowest
