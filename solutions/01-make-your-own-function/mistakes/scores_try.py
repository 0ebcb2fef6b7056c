# question: scores
# loses: scores/zero
# why: waits for a ZeroDivisionError, which NumPy numbers do not raise
def scores(tp, tn, fp, fn):
    def share(part, whole):
        try:
            return part / whole
        except ZeroDivisionError:
            return 0.0

    return share(tp + tn, tp + tn + fp + fn), share(tp, tp + fp), share(tp, tp + fn)
