# question: splits
# loses: splits/apart
# why: uses the test set for validation
def shape_only(rows):
    corners = rows.reshape(-1, 3, 2)
    corners = corners - corners.mean(axis=1, keepdims=True)
    return (corners / np.abs(corners).max(axis=(1, 2), keepdims=True)).reshape(-1, 6)


order = np.random.default_rng(11).permutation(len(labels))
train_inputs, train_labels = shape_only(raw_inputs[order[:1600]]), labels[order[:1600]]
valid_inputs, valid_labels = shape_only(raw_inputs[order[2300:]]), labels[order[2300:]]
test_inputs, test_labels = shape_only(raw_inputs[order[2300:]]), labels[order[2300:]]
