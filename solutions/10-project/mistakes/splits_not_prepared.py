# question: splits
# loses: splits/prepared
# why: uses the numbers as they come, here in units of a thousandth
def prepare(rows, training):
    return 1000 * rows


order = np.random.default_rng(11).permutation(len(labels))
train_rows, valid_rows, test_rows = np.split(order, [2000, 2300])
train_inputs, train_labels = prepare(raw_inputs[train_rows], raw_inputs[train_rows]), labels[train_rows]
valid_inputs, valid_labels = prepare(raw_inputs[valid_rows], raw_inputs[train_rows]), labels[valid_rows]
test_inputs, test_labels = prepare(raw_inputs[test_rows], raw_inputs[train_rows]), labels[test_rows]
