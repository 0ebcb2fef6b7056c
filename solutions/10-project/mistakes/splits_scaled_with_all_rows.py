# question: splits
# loses: splits/parts
# why: takes mean and deviation from all rows, including the test rows
def prepare(rows, training):
    return (rows - training.mean(axis=0)) / training.std(axis=0)


order = np.random.default_rng(11).permutation(len(labels))
train_rows, valid_rows, test_rows = np.split(order, [2000, 2300])
train_inputs, train_labels = prepare(raw_inputs[train_rows], raw_inputs), labels[train_rows]
valid_inputs, valid_labels = prepare(raw_inputs[valid_rows], raw_inputs), labels[valid_rows]
test_inputs, test_labels = prepare(raw_inputs[test_rows], raw_inputs), labels[test_rows]
