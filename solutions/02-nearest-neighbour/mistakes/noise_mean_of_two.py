# question: with_noise
# loses: with_noise/uniform
# why: mean of two uniform numbers is a triangle
def with_noise(data, count, rng):
    return np.hstack([data, (rng.random((len(data), count)) + rng.random((len(data), count))) / 2])
