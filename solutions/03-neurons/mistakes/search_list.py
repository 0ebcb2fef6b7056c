# question: random_search
# loses: random_search/pair
# why: returns a list instead of an array
def random_search(error, size, draws, width, rng):
    guesses = rng.uniform(-width, width, (draws, size))
    errors = error(guesses).tolist()
    lowest = min(errors)
    return guesses[errors.index(lowest)].tolist(), lowest
