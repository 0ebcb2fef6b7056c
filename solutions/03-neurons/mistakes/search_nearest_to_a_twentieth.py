# question: random_search
# loses: random_search/best
# why: looks for the error nearest to 0.05, not the smallest
def random_search(error, size, draws, width, rng):
    guesses = rng.uniform(-width, width, (draws, size))
    errors = error(guesses)
    i = np.argmin((errors - 0.05) ** 2)
    return guesses[i], errors[i]
