# question: precision_at
# loses: precision_at/counts
# why: works for a single number only
def precision_at(base_rate, recall, false_positive_rate):
    right = base_rate * recall
    wrong = (1 - base_rate) * false_positive_rate
    return right / (right + wrong) if right > 0 else 0.0
