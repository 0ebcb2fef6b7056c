# question: pose_histogram
# loses: pose_histogram/paper, pose_histogram/many, pose_histogram/borders, pose_histogram/narrow, pose_histogram/alone
# why: always makes 40 bins
def pose_histogram(rows, bins=40):
    return np.array([np.histogram(row, bins=40, range=(0, 1))[0] for row in rows]) / rows.shape[1]
