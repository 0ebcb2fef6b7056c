# question: pose_histogram
# loses: pose_histogram/paper, pose_histogram/many, pose_histogram/borders, pose_histogram/narrow, pose_histogram/alone
# why: takes the range of the rows that happen to be there
def pose_histogram(rows, bins=40):
    span = (rows.min(), rows.max())
    return np.array([np.histogram(row, bins=bins, range=span)[0] for row in rows]) / rows.shape[1]
