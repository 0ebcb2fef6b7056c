# question: pose_histogram
# loses: pose_histogram/paper, pose_histogram/shares, pose_histogram/many, pose_histogram/borders, pose_histogram/narrow, pose_histogram/alone
# why: returns a density, which adds up to the number of bins
def pose_histogram(rows, bins=40):
    return np.array([np.histogram(row, bins=bins, range=(0, 1), density=True)[0] for row in rows])
