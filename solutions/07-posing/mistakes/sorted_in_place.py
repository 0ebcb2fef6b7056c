# question: pose_sorted
# loses: X
# why: sorts the array of the caller
def pose_sorted(rows):
    rows.sort(axis=1)
    return rows
