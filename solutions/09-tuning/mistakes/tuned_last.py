# question: tuned
# loses: tuned/network, tuned/accuracy
# why: trains the settings of the last trial
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = fit(history[-1][0], all_rows, all_labels)
