# question: with_noise
# loses: with_noise/repeatable
# why: makes a generator of its own with a fixed seed
def with_noise(data, count, rng):
    rng = np.random.default_rng(0)
    return np.hstack([data, rng.random((len(data), count))])
