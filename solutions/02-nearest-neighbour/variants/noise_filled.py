# question: with_noise
# why: fills a prepared array
def with_noise(data, count, rng):
    result = np.empty((data.shape[0], data.shape[1] + count))
    result[:, : data.shape[1]] = data
    result[:, data.shape[1] :] = rng.uniform(0, 1, (data.shape[0], count))
    return result
