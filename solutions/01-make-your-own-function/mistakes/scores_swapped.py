# question: scores
# loses: scores/paper, scores/oracle
# why: precision and recall are swapped
def scores(tp, tn, fp, fn):
    def share(part, whole):
        return part / whole if whole else 0.0

    return share(tp + tn, tp + tn + fp + fn), share(tp, tp + fn), share(tp, tp + fp)
