# question: random_search
# loses: random_search/best
# why: draws from 0 to width, so half of the space is never tried
def random_search(error, size, draws, width, rng):
    parameters = rng.uniform(0, width, (draws, size))
    errors = error(parameters)
    return parameters[np.argmin(errors)], np.min(errors)
