# question: tuned
# loses: tuned/network
# why: trains the best settings on the training rows alone
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = fit(best, train_rows, train_labels)
