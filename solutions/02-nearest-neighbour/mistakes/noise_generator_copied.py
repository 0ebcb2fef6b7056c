# question: with_noise
# loses: with_noise/repeatable
# why: copies the generator, so two calls give the same noise
import copy
def with_noise(data, count, rng):
    return np.hstack([data, copy.deepcopy(rng).random((len(data), count))])
