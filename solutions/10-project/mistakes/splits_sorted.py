# question: splits
# loses: splits/classes, interpret/learned
# why: cuts rows that are sorted by class, so that the test set holds one class only
def shape_only(rows):
    corners = rows.reshape(-1, 3, 2)
    corners = corners - corners.mean(axis=1, keepdims=True)
    return (corners / np.abs(corners).max(axis=(1, 2), keepdims=True)).reshape(-1, 6)


order = np.argsort(labels)
train_inputs, train_labels = shape_only(raw_inputs[order[:2000]]), labels[order[:2000]]
valid_inputs, valid_labels = shape_only(raw_inputs[order[2000:2300]]), labels[order[2000:2300]]
test_inputs, test_labels = shape_only(raw_inputs[order[2300:]]), labels[order[2300:]]
