# question: splits
# loses: splits/prepared
# why: puts the numbers in as they come, here in units of a thousandth
order = np.random.default_rng(11).permutation(len(labels))
inputs = 1000 * raw_inputs[order]
ordered = labels[order]
train_inputs, train_labels = inputs[:2000], ordered[:2000]
valid_inputs, valid_labels = inputs[2000:2300], ordered[2000:2300]
test_inputs, test_labels = inputs[2300:], ordered[2300:]
