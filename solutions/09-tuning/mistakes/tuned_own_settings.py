# question: tuned
# loses: tuned/network
# why: uses settings of its own instead of the best of the search
all_rows = np.concatenate([train_rows, valid_rows])
all_labels = np.concatenate([train_labels, valid_labels])
best = {"hidden": (64,), "activation": "relu", "optimiser": "adam", "rate": 0.03, "batch": 16, "epochs": 40}
tuned = fit(best, all_rows, all_labels)
