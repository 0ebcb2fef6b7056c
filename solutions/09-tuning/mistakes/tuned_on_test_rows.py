# question: tuned
# loses: tuned/network
# why: trains on 600 test rows
all_rows = test_rows[:600]
all_labels = test_labels[:600]
tuned = fit(best, all_rows, all_labels)
