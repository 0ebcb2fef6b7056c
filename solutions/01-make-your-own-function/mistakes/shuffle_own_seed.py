# question: joint_shuffle
# loses: joint_shuffle/random_order
# why: makes a generator of its own with a fixed seed
def joint_shuffle(data, labels, rng):
    order = np.random.default_rng(42).permutation(len(data))
    return data[order], labels[order]
