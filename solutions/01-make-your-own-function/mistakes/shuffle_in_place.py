# question: joint_shuffle
# loses: joint_shuffle/inputs_unchanged
# why: changes the arrays that were passed in
def joint_shuffle(data, labels, rng):
    order = rng.permutation(len(data))
    data[:], labels[:] = data[order], labels[order]
    return data, labels
