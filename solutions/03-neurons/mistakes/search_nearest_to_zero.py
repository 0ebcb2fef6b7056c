# question: random_search
# loses: random_search/best
# why: smallest absolute value, wrong for negative heights
def random_search(error, size, draws, width, rng):
    guesses = rng.uniform(-width, width, (draws, size))
    errors = error(guesses)
    i = np.argmin(np.abs(errors))
    return guesses[i], errors[i]
