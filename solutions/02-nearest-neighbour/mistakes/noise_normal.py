# question: with_noise
# loses: with_noise/uniform
# why: draws normal instead of uniform numbers
def with_noise(data, count, rng):
    return np.hstack([data, rng.normal(size=(len(data), count))])
