# question: random_search
# why: one draw at a time, keeping the best so far
def random_search(error, size, draws, width, rng):
    best, lowest = None, np.inf
    for _ in range(draws):
        guess = rng.uniform(-width, width, (1, size))
        e = error(guess)[0]
        if e < lowest:
            best, lowest = guess[0], e
    return best, lowest
