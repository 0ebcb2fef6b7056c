# question: precision_at
# why: by way of the odds
def precision_at(base_rate, recall, false_positive_rate):
    return 1 / (1 + (1 / np.asarray(base_rate) - 1) * false_positive_rate / recall)
