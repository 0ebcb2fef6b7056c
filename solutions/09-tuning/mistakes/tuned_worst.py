# question: tuned
# loses: tuned/network, tuned/accuracy
# why: takes the settings with the lowest score
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = fit(min(history, key=lambda pair: pair[1])[0], all_rows, all_labels)
