# question: tuned
# why: finds the best settings in the history again
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = fit(max(history, key=lambda pair: pair[1])[0], all_rows, all_labels)
