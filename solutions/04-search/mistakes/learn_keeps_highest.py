# question: learn
# loses: learn/valleys, learn/kept, learn/xor
# why: keeps the highest end
def learn(f, descend, size, tries, starts, rng):
    best, lowest = None, np.inf
    for _ in range(starts):
        start = min(rng.uniform(-2, 2, (tries, size)), key=f)
        end = descend(start)
        height = f(end)
        if best is None or height > lowest:
            best, lowest = end, height
    return best, lowest
