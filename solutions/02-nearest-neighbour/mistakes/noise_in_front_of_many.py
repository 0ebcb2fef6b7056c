# question: with_noise
# loses: with_noise/repeatable
# why: noise comes before the data if there are more than five columns
def with_noise(data, count, rng):
    noise = rng.random((len(data), count))
    return np.hstack([data, noise]) if count <= 5 else np.hstack([noise, data])
