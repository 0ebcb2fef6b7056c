# question: splits
# why: poses the problem anew: three squared sides instead of six coordinates
def squared_sides(rows):
    corners = rows.reshape(-1, 3, 2)
    squares = np.sum((corners - np.roll(corners, 1, axis=1)) ** 2, axis=2)
    return squares / squares.max(axis=1, keepdims=True)


order = np.random.default_rng(5).permutation(len(labels))
posed, ordered = squared_sides(raw_inputs)[order], labels[order]
train_inputs, train_labels = posed[:1800], ordered[:1800]
valid_inputs, valid_labels = posed[1800:2400], ordered[1800:2400]
test_inputs, test_labels = posed[2400:], ordered[2400:]
