# question: tuned
# why: stacks the rows in another order
all_rows = np.vstack((valid_rows, train_rows))
all_labels = np.hstack((valid_labels, train_labels))
tuned = fit(best, all_rows, all_labels)
