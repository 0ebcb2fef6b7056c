# question: precision_at
# loses: precision_at/paper, precision_at/counts
# why: forgets the base rate
def precision_at(base_rate, recall, false_positive_rate):
    return recall / (recall + false_positive_rate) + 0 * base_rate
