# question: scores
# loses: scores/paper, scores/oracle, scores/zero
# why: gives percentages
def scores(tp, tn, fp, fn):
    def share(part, whole):
        return 100 * part / whole if whole else 0.0

    return share(tp + tn, tp + tn + fp + fn), share(tp, tp + fp), share(tp, tp + fn)
