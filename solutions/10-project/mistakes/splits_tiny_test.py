# question: splits
# loses: splits/sizes
# why: twenty rows to test with
def shape_only(rows):
    corners = rows.reshape(-1, 3, 2)
    corners = corners - corners.mean(axis=1, keepdims=True)
    return (corners / np.abs(corners).max(axis=(1, 2), keepdims=True)).reshape(-1, 6)


order = np.random.default_rng(11).permutation(len(labels))
train_inputs, train_labels = shape_only(raw_inputs[order[:2700]]), labels[order[:2700]]
valid_inputs, valid_labels = shape_only(raw_inputs[order[2700:2980]]), labels[order[2700:2980]]
test_inputs, test_labels = shape_only(raw_inputs[order[2980:]]), labels[order[2980:]]
