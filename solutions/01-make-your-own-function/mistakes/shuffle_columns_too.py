# question: joint_shuffle
# loses: joint_shuffle/random_order
# why: shuffles the columns, too
def joint_shuffle(data, labels, rng):
    order = rng.permutation(len(data))
    out = data[order]
    if data.shape[1] > 2:
        out = rng.permuted(out, axis=1)
    return out, labels[order]
