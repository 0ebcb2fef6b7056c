# question: joint_shuffle
# loses: joint_shuffle/inputs_unchanged
# why: gives lists back, not arrays of the same types
def joint_shuffle(data, labels, rng):
    pairs = list(zip(data.tolist(), labels.tolist()))
    rng.shuffle(pairs)
    return [row for row, _ in pairs], [label for _, label in pairs]
