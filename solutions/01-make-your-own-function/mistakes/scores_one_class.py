# question: scores
# loses: scores/paper, scores/oracle, scores/zero
# why: accuracy over the positives only
def scores(tp, tn, fp, fn):
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    return recall, precision, recall
