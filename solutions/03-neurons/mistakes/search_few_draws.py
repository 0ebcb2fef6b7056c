# question: random_search
# loses: random_search/best
# why: tries at most 150 of the draws
def random_search(error, size, draws, width, rng):
    draws = min(draws, 1000) if draws != 200 else 200
    guesses = rng.uniform(-width, width, (min(draws, 150), size))
    errors = error(guesses)
    i = np.argmin(errors)
    return guesses[i], errors[i]
