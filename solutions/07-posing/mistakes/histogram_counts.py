# question: pose_histogram
# loses: X
# why: returns counts, not shares
def pose_histogram(rows, bins=40):
    return np.array([np.histogram(row, bins=bins, range=(0, 1))[0] for row in rows])
