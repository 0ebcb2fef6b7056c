# question: pose_histogram
# loses: pose_histogram/borders
# why: moves the ones down in the caller's rows
def pose_histogram(rows, bins=40):
    rows[rows == 1] = 0.999999
    counts = [np.histogram(row, bins=bins, range=(0, 1))[0] for row in rows]
    return np.array(counts) / rows.shape[1]
