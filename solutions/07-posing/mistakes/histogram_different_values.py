# question: pose_histogram
# loses: pose_histogram/many
# why: counts a number once, however often it occurs in the row
def pose_histogram(rows, bins=40):
    counts = [np.histogram(np.unique(row), bins=bins, range=(0, 1))[0] for row in rows]
    return np.array(counts) / rows.shape[1]
