# question: with_noise
# loses: with_noise/uniform
# why: the noise columns are permutations of 1/n steps
def with_noise(data, count, rng):
    n = len(data)
    return np.hstack([data] + [rng.permutation(n)[:, None] / n for _ in range(count)])
