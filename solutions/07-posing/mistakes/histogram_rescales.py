# question: pose_histogram
# loses: pose_histogram/paper, pose_histogram/many, pose_histogram/borders, pose_histogram/narrow, pose_histogram/alone
# why: scales each row to run from 0 to 1 before counting
def pose_histogram(rows, bins=40):
    low = rows.min(axis=1, keepdims=True)
    span = rows.max(axis=1, keepdims=True) - low
    rows = (rows - low) / np.where(span == 0, 1, span)
    return np.array([np.histogram(row, bins=bins, range=(0, 1))[0] for row in rows]) / rows.shape[1]
