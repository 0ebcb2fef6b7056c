# question: scores
# why: counts in a loop
def scores(predicted, truth):
    tp = fp = tn = fn = 0
    for p, t in zip(predicted, truth):
        if p == 1 and t == 1:
            tp += 1
        elif p == 1:
            fp += 1
        elif t == 1:
            fn += 1
        else:
            tn += 1
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    return dict(accuracy=(tp + tn) / (tp + fp + tn + fn), precision=precision, recall=recall)
