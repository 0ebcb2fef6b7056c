# question: pose_sorted
# loses: X
# why: returns the None of the sort method
def pose_sorted(rows):
    return rows.copy().sort(axis=1)
