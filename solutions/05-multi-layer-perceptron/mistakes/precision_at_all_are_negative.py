# question: precision_at
# loses: precision_at/paper, precision_at/counts
# why: weights the false positives by all points instead of the negative ones
def precision_at(base_rate, recall, false_positive_rate):
    return base_rate * recall / (base_rate * recall + false_positive_rate)
