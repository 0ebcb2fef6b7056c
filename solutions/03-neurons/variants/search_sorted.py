# question: random_search
# why: sorts by error and takes the first
def random_search(error, size, draws, width, rng):
    parameters = rng.uniform(-width, width, size=(draws, size))
    errors = np.asarray(error(parameters))
    order = errors.argsort()
    return parameters[order[0]], float(errors[order[0]])
