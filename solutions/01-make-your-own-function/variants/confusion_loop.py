# question: confusion
# why: counts one pair after another
def confusion(predicted, truth):
    if np.shape(predicted) != np.shape(truth):
        raise ValueError("shapes differ")
    tp = tn = fp = fn = 0
    for guess, fact in zip(predicted, truth):
        if guess and fact:
            tp += 1
        elif guess:
            fp += 1
        elif fact:
            fn += 1
        else:
            tn += 1
    return tp, tn, fp, fn
