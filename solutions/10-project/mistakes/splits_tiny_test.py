# question: splits
# loses: splits/sizes, interpret/learned
# why: twenty rows to test with
def prepare(rows, training):
    corners = rows.reshape(-1, 3, 2)
    corners = corners - corners.mean(axis=1, keepdims=True)
    return (corners / np.abs(corners).max(axis=(1, 2), keepdims=True)).reshape(-1, 6)


order = np.random.default_rng(11).permutation(len(labels))
train_rows, valid_rows, test_rows = np.split(order, [2700, 2980])
train_inputs, train_labels = prepare(raw_inputs[train_rows], raw_inputs[train_rows]), labels[train_rows]
valid_inputs, valid_labels = prepare(raw_inputs[valid_rows], raw_inputs[train_rows]), labels[valid_rows]
test_inputs, test_labels = prepare(raw_inputs[test_rows], raw_inputs[train_rows]), labels[test_rows]
