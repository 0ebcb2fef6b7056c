# question: with_noise
# loses: with_noise/columns, with_noise/uniform, with_noise/repeatable
# why: adds noise to the old columns instead of appending new ones
def with_noise(data, count, rng):
    return data + rng.random(data.shape)
