# question: joint_shuffle
# loses: joint_shuffle/pairs, joint_shuffle/random_order
# why: draws one order for the data and another for the labels
def joint_shuffle(data, labels, rng):
    return data[rng.permutation(len(data))], labels[rng.permutation(len(labels))]
