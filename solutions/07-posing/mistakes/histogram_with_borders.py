# question: pose_histogram
# loses: pose_histogram/paper, pose_histogram/shares, pose_histogram/many, pose_histogram/borders, pose_histogram/narrow, pose_histogram/alone, predict_classes/histogram
# why: keeps the edges and drops the counts
def pose_histogram(rows, bins=40):
    return np.array([np.histogram(row, bins=bins, range=(0, 1))[1] for row in rows])
