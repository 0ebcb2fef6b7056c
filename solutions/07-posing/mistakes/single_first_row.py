# question: pose_single
# loses: X
# why: takes the first row instead of the first column
def pose_single(rows):
    return rows[:1].T
