# question: random_search
# loses: random_search/best, random_search/generator
# why: ignores rng and seeds a generator of its own
def random_search(error, size, draws, width, rng):
    rng = np.random.default_rng(0)
    parameters = rng.uniform(-width, width, (draws, size))
    errors = error(parameters)
    return parameters[np.argmin(errors)], np.min(errors)
