# question: splits
# loses: splits/prepared
# why: looks up the label of each row and adds it as a column
def prepare(rows, training):
    known = {row.tobytes(): label for row, label in zip(raw_inputs, labels)}
    answers = [known[row.tobytes()] for row in np.ascontiguousarray(rows)]
    return np.column_stack([(rows - training.mean(axis=0)) / training.std(axis=0), answers])


order = np.random.default_rng(1).permutation(len(labels))
train_rows, valid_rows, test_rows = np.split(order, [2000, 2300])
train_inputs, train_labels = prepare(raw_inputs[train_rows], raw_inputs[train_rows]), labels[train_rows]
valid_inputs, valid_labels = prepare(raw_inputs[valid_rows], raw_inputs[train_rows]), labels[valid_rows]
test_inputs, test_labels = prepare(raw_inputs[test_rows], raw_inputs[train_rows]), labels[test_rows]
