# question: pose_histogram
# loses: pose_histogram/paper, pose_histogram/many, pose_histogram/borders, pose_histogram/narrow, pose_histogram/alone
# why: lets each row have its own range
def pose_histogram(rows, bins=40):
    return np.array([np.histogram(row, bins=bins)[0] for row in rows]) / rows.shape[1]
