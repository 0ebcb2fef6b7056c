# question: learn
# loses: learn/starts, learn/xor
# why: starts at the highest guess
def learn(f, descend, size, tries, starts, rng):
    best, lowest = None, np.inf
    for _ in range(starts):
        start = max(rng.uniform(-2, 2, (tries, size)), key=f)
        end = descend(start)
        height = f(end)
        if height < lowest:
            best, lowest = end, height
    return best, lowest
