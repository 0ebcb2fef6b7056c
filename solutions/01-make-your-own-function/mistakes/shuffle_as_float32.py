# question: joint_shuffle
# loses: joint_shuffle/inputs_unchanged
# why: the data come back as float32, in half the precision
def joint_shuffle(data, labels, rng):
    order = rng.permutation(len(data))
    return data[order].astype(np.float32), labels[order].astype(int)
