# question: joint_shuffle
# loses: joint_shuffle/pairs, joint_shuffle/random_order
# why: shuffles the data and leaves the labels in the old order
def joint_shuffle(data, labels, rng):
    return rng.permutation(data), labels.copy()
