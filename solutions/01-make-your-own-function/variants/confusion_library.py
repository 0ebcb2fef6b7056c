# question: confusion
# why: scikit-learn's confusion matrix
def confusion(predicted, truth):
    from sklearn.metrics import confusion_matrix

    if predicted.shape != truth.shape:
        raise ValueError("shapes differ")
    (tn, fp), (fn, tp) = confusion_matrix(truth.astype(int), predicted.astype(int), labels=[0, 1])
    return tp, tn, fp, fn
