# question: pose_histogram
# loses: pose_histogram/borders
# why: adds up the width of the bins, so that the edges drift away
def pose_histogram(rows, bins=40):
    edges = np.cumsum(np.full(bins - 1, 1 / bins))
    place = np.searchsorted(edges, rows, side="right")
    return np.array([np.bincount(p, minlength=bins) for p in place]) / rows.shape[1]
