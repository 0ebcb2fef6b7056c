# question: random_search
# loses: random_search/best
# why: remembers the best of earlier searches
_best = {}
def random_search(error, size, draws, width, rng):
    guesses = rng.uniform(-width, width, (draws, size))
    errors = error(guesses)
    i = np.argmin(errors)
    if size not in _best or errors[i] < _best[size][1]:
        _best[size] = guesses[i], errors[i]
    return _best[size]
