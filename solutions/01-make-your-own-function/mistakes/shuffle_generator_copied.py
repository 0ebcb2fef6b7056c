# question: joint_shuffle
# loses: joint_shuffle/random_order
# why: copies the generator, so two calls give the same order
import copy
def joint_shuffle(data, labels, rng):
    order = copy.deepcopy(rng).permutation(len(data))
    return data[order], labels[order]
