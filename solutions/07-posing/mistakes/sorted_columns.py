# question: pose_sorted
# loses: X
# why: sorts down the columns, so rows are mixed with each other
def pose_sorted(rows):
    return np.sort(rows, axis=0)
