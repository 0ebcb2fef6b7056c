# question: splits
# loses: splits/figures
# why: prepare adds the test rows to the training rows before it takes the figures
order = np.random.default_rng(1).permutation(len(labels))
train_rows, valid_rows, test_rows = np.split(order, [2000, 2300])


def prepare(rows, training):
    training = np.concatenate([training, raw_inputs[test_rows]])
    return (rows - training.mean(axis=0)) / training.std(axis=0)


train_inputs, train_labels = prepare(raw_inputs[train_rows], raw_inputs[train_rows]), labels[train_rows]
valid_inputs, valid_labels = prepare(raw_inputs[valid_rows], raw_inputs[train_rows]), labels[valid_rows]
test_inputs, test_labels = prepare(raw_inputs[test_rows], raw_inputs[train_rows]), labels[test_rows]
