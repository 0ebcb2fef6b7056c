# question: joint_shuffle
# loses: joint_shuffle/random_order
# why: row 0 always stays in front
def joint_shuffle(data, labels, rng):
    order = np.append(0, 1 + rng.permutation(len(data) - 1))
    return data[order], labels[order]
