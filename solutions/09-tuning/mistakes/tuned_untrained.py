# question: tuned
# loses: tuned/network, tuned/accuracy
# why: builds the network and does not train it
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = network(best)
