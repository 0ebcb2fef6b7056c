# question: scores
# loses: scores/zero
# why: returns 1.0 when there is nothing to divide by
def scores(tp, tn, fp, fn):
    def share(part, whole):
        return part / whole if whole else 1.0

    return share(tp + tn, tp + tn + fp + fn), share(tp, tp + fp), share(tp, tp + fn)
