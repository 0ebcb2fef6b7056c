# question: random_search
# loses: random_search/pair, random_search/best
# why: forgets to return the error
def random_search(error, size, draws, width, rng):
    parameters = rng.uniform(-width, width, (draws, size))
    return parameters[np.argmin(error(parameters))]
