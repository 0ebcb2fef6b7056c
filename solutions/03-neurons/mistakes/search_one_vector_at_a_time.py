# question: random_search
# loses: random_search/pair, random_search/best
# why: calls error with one row (size,) at a time; error takes (draws, size)
def random_search(error, size, draws, width, rng):
    best, lowest = None, np.inf
    for _ in range(draws):
        guess = rng.uniform(-width, width, size)
        e = float(error(guess))
        if e < lowest:
            best, lowest = guess, e
    return best, lowest
