# question: random_search
# loses: random_search/pair, random_search/best
# why: the vector and the error come from two different sets of draws
def random_search(error, size, draws, width, rng):
    lowest = np.min(error(rng.uniform(-width, width, (draws, size))))
    parameters = rng.uniform(-width, width, (draws, size))
    return parameters[np.argmin(error(parameters))], lowest
