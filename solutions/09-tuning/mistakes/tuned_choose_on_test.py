# question: tuned
# loses: tuned/network
# why: chooses the settings by the test rows
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
best = max((s for s, _ in history), key=lambda s: accuracy(fit(s, train_rows, train_labels), test_rows, test_labels))
tuned = fit(best, all_rows, all_labels)
