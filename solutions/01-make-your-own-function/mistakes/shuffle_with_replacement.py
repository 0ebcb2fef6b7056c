# question: joint_shuffle
# loses: joint_shuffle/pairs
# why: draws rows with replacement, so some are lost and some duplicated
def joint_shuffle(data, labels, rng):
    order = rng.integers(0, len(data), len(data))
    return data[order], labels[order]
