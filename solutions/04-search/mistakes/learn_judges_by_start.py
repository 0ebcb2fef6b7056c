# question: learn
# loses: learn/pair, learn/starts, learn/kept, learn/valleys
# why: keeps the end whose start was best
def learn(f, descend, size, tries, starts, rng):
    best, lowest = None, np.inf
    for _ in range(starts):
        start = min(rng.uniform(-2, 2, (tries, size)), key=f)
        if f(start) < lowest:
            best, lowest = descend(start), f(start)
    return best, lowest
