# question: splits
# loses: splits/figures
# why: keeps the figures of the first call for all later ones
def prepare(rows, training):
    shapes = rows.reshape(-1, 3, 2)
    shapes = (shapes - shapes.mean(axis=1, keepdims=True)).reshape(-1, 6)
    if not hasattr(prepare, "mean"):
        prepare.mean, prepare.std = shapes.mean(axis=0), shapes.std(axis=0)
    return (shapes - prepare.mean) / prepare.std


order = np.random.default_rng(1).permutation(len(labels))
train_rows, valid_rows, test_rows = np.split(order, [2000, 2300])
train_inputs, train_labels = prepare(raw_inputs[train_rows], raw_inputs[train_rows]), labels[train_rows]
valid_inputs, valid_labels = prepare(raw_inputs[valid_rows], raw_inputs[train_rows]), labels[valid_rows]
test_inputs, test_labels = prepare(raw_inputs[test_rows], raw_inputs[train_rows]), labels[test_rows]
