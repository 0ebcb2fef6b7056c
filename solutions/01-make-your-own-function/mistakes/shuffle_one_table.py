# question: joint_shuffle
# loses: joint_shuffle/inputs_unchanged, joint_shuffle/random_order
# why: goes through one table, the labels get the type of the data
def joint_shuffle(data, labels, rng):
    table = np.column_stack([data, labels])
    rng.shuffle(table)
    if data.dtype == labels.dtype:
        return table[:, :-1], table[:, -1]
    return table[:, :-1], table[:, -1:]
