# question: with_noise
# loses: with_noise/repeatable
# why: draws from NumPy's global generator instead of the one passed in
def with_noise(data, count, rng):
    return np.hstack([data, np.random.random((len(data), count))])
