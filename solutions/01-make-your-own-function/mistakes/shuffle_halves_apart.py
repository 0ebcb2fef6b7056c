# question: joint_shuffle
# loses: joint_shuffle/random_order
# why: the halves are shuffled apart
def joint_shuffle(data, labels, rng):
    h = len(data) // 2
    order = np.concatenate([rng.permutation(h), h + rng.permutation(len(data) - h)])
    return data[order], labels[order]
