# question: random_search
# loses: random_search/pair, random_search/best
# why: returns the place of the winner instead of the winner
def random_search(error, size, draws, width, rng):
    parameters = rng.uniform(-width, width, (draws, size))
    errors = error(parameters)
    return np.argmin(errors), np.min(errors)
