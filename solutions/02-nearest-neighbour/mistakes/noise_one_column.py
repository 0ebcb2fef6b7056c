# question: with_noise
# loses: with_noise/uniform
# why: draws one column of noise and repeats it
def with_noise(data, count, rng):
    return np.hstack([data, np.repeat(rng.random((len(data), 1)), count, axis=1)])
