# question: precision_at
# loses: precision_at/paper, precision_at/counts
# why: the share of true positives among all points
def precision_at(base_rate, recall, false_positive_rate):
    return base_rate * recall
