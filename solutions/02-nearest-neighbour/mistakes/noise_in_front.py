# question: with_noise
# loses: with_noise/columns, with_noise/uniform, with_noise/repeatable
# why: puts the noise in front of the old columns
def with_noise(data, count, rng):
    return np.hstack([rng.random((len(data), count)), data])
