# question: with_noise
# loses: with_noise/uniform
# why: draws one row of noise and repeats it
def with_noise(data, count, rng):
    return np.hstack([data, np.tile(rng.random(count), (len(data), 1))])
