# question: confusion
# loses: confusion/shapes_differ
# why: compares the lengths alone, so (8, 1) goes with (8,)
def confusion(predicted, truth):
    if len(predicted) != len(truth):
        raise ValueError(f"{len(predicted)} and {len(truth)}")
    tp = tn = fp = fn = 0
    for p, t in zip(predicted, truth):
        if p and t:
            tp += 1
        elif not p and not t:
            tn += 1
        elif p:
            fp += 1
        else:
            fn += 1
    return tp, tn, fp, fn
