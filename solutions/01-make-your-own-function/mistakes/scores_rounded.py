# question: scores
# loses: scores/oracle
# why: rounds to three decimals when there are more than a thousand points
def scores(tp, tn, fp, fn):
    s = lambda a, b: round(float(a / b), 3 if b > 1000 else 15) if b else 0.0
    return s(tp + tn, tp + tn + fp + fn), s(tp, tp + fp), s(tp, tp + fn)
