# question: pose_histogram
# loses: pose_histogram/borders
# why: puts values on an edge into the lower bin
def pose_histogram(rows, bins=40):
    places = np.clip(np.ceil(rows * bins).astype(int) - 1, 0, bins - 1)
    return np.array([np.bincount(row, minlength=bins) for row in places]) / rows.shape[1]
