# question: scores
# why: plain ifs
def scores(tp, tn, fp, fn):
    accuracy = precision = recall = 0.0
    if tp + tn + fp + fn > 0:
        accuracy = (tp + tn) / (tp + tn + fp + fn)
    if tp > 0:
        precision = tp / (tp + fp)
        recall = tp / (tp + fn)
    return accuracy, precision, recall
