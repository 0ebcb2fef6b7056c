# question: splits
# loses: splits/figures
# why: scales before the split: the figures know the test rows, although they must come from `training`
mean, deviation = raw_inputs.mean(axis=0), raw_inputs.std(axis=0)


def prepare(rows, training):
    return (rows - mean) / deviation


order = np.random.default_rng(11).permutation(len(labels))
train_rows, valid_rows, test_rows = np.split(order, [2000, 2300])
train_inputs, train_labels = prepare(raw_inputs[train_rows], raw_inputs[train_rows]), labels[train_rows]
valid_inputs, valid_labels = prepare(raw_inputs[valid_rows], raw_inputs[train_rows]), labels[valid_rows]
test_inputs, test_labels = prepare(raw_inputs[test_rows], raw_inputs[train_rows]), labels[test_rows]
