# question: random_search
# loses: random_search/best
# why: returns the last draw
def random_search(error, size, draws, width, rng):
    parameters = rng.uniform(-width, width, (draws, size))
    return parameters[-1], error(parameters)[-1]
