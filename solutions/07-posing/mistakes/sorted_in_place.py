# question: pose_sorted
# loses: pose_sorted/input_kept
# why: sorts the caller's array
def pose_sorted(rows):
    rows.sort(axis=1)
    return rows
