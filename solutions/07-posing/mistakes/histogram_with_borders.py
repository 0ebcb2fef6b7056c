# question: pose_histogram
# loses: X
# why: keeps the borders and drops the counts
def pose_histogram(rows, bins=40):
    return np.array([np.histogram(row, bins=bins, range=(0, 1))[1] for row in rows])
