# question: tuned
# loses: tuned/network, tuned/accuracy
# why: the settings instead of a network
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = best
