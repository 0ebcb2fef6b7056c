# question: mini_batches
# loses: mini_batches/shuffled, sgd/rows
# why: works on a copy of the generator
import copy
def mini_batches(n, size, rng):
    order = copy.deepcopy(rng).permutation(n)
    return [order[i : i + size] for i in range(0, n, size)]
