# question: learn
# loses: learn/starts, learn/valleys
# why: each walk starts at the last end when that is lower than the guesses
def learn(f, descend, size, tries, starts, rng):
    end = None
    best = None
    for _ in range(starts):
        guesses = list(rng.uniform(-2, 2, (tries, size)))
        if end is not None:
            guesses.append(end)
        end = descend(min(guesses, key=f))
        if best is None or f(end) < f(best):
            best = end
    return best, f(best)
