# question: splits
# why: poses the problem differently: three squared sides instead of six coordinates, which need no figures from other rows
def prepare(rows, training):
    corners = rows.reshape(-1, 3, 2)
    squares = np.sum((corners - np.roll(corners, 1, axis=1)) ** 2, axis=2)
    return squares / squares.max(axis=1, keepdims=True)


order = np.random.default_rng(5).permutation(len(labels))
train_rows, valid_rows, test_rows = np.split(order, [1800, 2400])
train_inputs, train_labels = prepare(raw_inputs[train_rows], raw_inputs[train_rows]), labels[train_rows]
valid_inputs, valid_labels = prepare(raw_inputs[valid_rows], raw_inputs[train_rows]), labels[valid_rows]
test_inputs, test_labels = prepare(raw_inputs[test_rows], raw_inputs[train_rows]), labels[test_rows]
