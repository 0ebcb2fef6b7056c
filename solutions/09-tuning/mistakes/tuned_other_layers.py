# question: tuned
# loses: tuned/network
# why: trains other layers with the same batches and epochs as the best settings
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
tuned = fit({**best, "hidden": (32, 32), "optimiser": "adam", "rate": 0.01}, all_rows, all_labels)
