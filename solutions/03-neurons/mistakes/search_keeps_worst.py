# question: random_search
# loses: random_search/best
# why: argmax keeps the worst
def random_search(error, size, draws, width, rng):
    parameters = rng.uniform(-width, width, (draws, size))
    errors = error(parameters)
    return parameters[np.argmax(errors)], np.max(errors)
