# question: with_noise
# why: one column after another
def with_noise(data, count, rng):
    for _ in range(count):
        data = np.column_stack([data, rng.random(len(data))])
    return data
