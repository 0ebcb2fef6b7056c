# question: tuned
# loses: tuned/network, tuned/accuracy
# why: trains the first guess instead of the best settings
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = fit(first_guess, all_rows, all_labels)
