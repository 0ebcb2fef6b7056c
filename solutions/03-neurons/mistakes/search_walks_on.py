# question: random_search
# loses: random_search/best
# why: walks on from the best with more draws
def random_search(error, size, draws, width, rng):
    guesses = rng.uniform(-width, width, (draws, size))
    more = guesses[np.argmin(error(guesses))] + rng.uniform(-0.1, 0.1, (draws, size))
    guesses = np.vstack([guesses, more])
    errors = error(guesses)
    i = np.argmin(errors)
    return guesses[i], errors[i]
