# question: random_search
# loses: random_search/best
# why: the draws but the last
def random_search(error, size, draws, width, rng):
    guesses = rng.uniform(-width, width, (draws - 1, size))
    errors = error(guesses)
    i = np.argmin(errors)
    return guesses[i], errors[i]
