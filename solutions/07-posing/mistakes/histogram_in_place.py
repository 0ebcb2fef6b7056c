# question: pose_histogram
# loses: pose_histogram/borders, pose_histogram/alone, pose_histogram/shares
# why: turns the caller's rows into bin numbers
def pose_histogram(rows, bins=40):
    rows *= bins
    places = np.minimum(rows.astype(int), bins - 1)
    return np.array([np.bincount(row, minlength=bins) for row in places]) / rows.shape[1]
