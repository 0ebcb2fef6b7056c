# question: scores
# loses: scores/paper, scores/oracle, scores/zero
# why: precision and recall of the negative class
def scores(tp, tn, fp, fn):
    def share(part, whole):
        return part / whole if whole else 0.0

    return share(tp + tn, tp + tn + fp + fn), share(tn, tn + fn), share(tn, tn + fp)
