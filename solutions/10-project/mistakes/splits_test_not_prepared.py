# question: splits
# loses: splits/prepared
# why: prepares the training set and forgets the other two
def shape_only(rows):
    corners = rows.reshape(-1, 3, 2)
    corners = corners - corners.mean(axis=1, keepdims=True)
    return (corners / np.abs(corners).max(axis=(1, 2), keepdims=True)).reshape(-1, 6)


order = np.random.default_rng(11).permutation(len(labels))
train_inputs, train_labels = shape_only(raw_inputs[order[:2000]]), labels[order[:2000]]
valid_inputs, valid_labels = 100 * raw_inputs[order[2000:2300]], labels[order[2000:2300]]
test_inputs, test_labels = 100 * raw_inputs[order[2300:]], labels[order[2300:]]
