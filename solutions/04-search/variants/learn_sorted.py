# question: learn
# why: one guess at a time, and sorted ends
def learn(f, descend, size, tries, starts, rng):
    walks = []
    for k in range(starts):
        start, height = None, float("inf")
        for _ in range(tries):
            guess = rng.uniform(-2, 2, size)
            if f(guess) < height:
                start, height = guess, f(guess)
        end = descend(start)
        walks.append((float(f(end)), k, end))
    lowest, _, best = sorted(walks, key=lambda walk: walk[:2])[0]
    return best, lowest
