# question: scores
# why: np.divide leaves out zero denominators
def scores(tp, tn, fp, fn):
    parts = np.array([tp + tn, tp, tp], dtype=float)
    wholes = np.array([tp + tn + fp + fn, tp + fp, tp + fn], dtype=float)
    return np.divide(parts, wholes, out=np.zeros(3), where=wholes > 0)
