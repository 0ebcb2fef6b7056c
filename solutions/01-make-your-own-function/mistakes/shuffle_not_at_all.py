# question: joint_shuffle
# loses: joint_shuffle/random_order
# why: returns copies in the old order
def joint_shuffle(data, labels, rng):
    return data.copy(), labels.copy()
