# question: precision_at
# why: counts in a crowd of a million
def precision_at(base_rate, recall, false_positive_rate):
    crowd = 1_000_000
    positive = crowd * base_rate
    negative = crowd - positive
    true_positives, false_positives = positive * recall, negative * false_positive_rate
    return true_positives / (true_positives + false_positives)
