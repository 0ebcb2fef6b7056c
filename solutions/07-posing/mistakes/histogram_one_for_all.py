# question: pose_histogram
# loses: pose_histogram/paper, pose_histogram/many, pose_histogram/narrow, pose_histogram/alone, predict_classes/histogram
# why: makes one histogram of all rows and repeats it
def pose_histogram(rows, bins=40):
    shares = np.histogram(rows, bins=bins, range=(0, 1))[0] / rows.size
    return np.tile(shares, (len(rows), 1))
