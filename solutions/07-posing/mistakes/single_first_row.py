# question: pose_single
# loses: pose_single/paper, pose_single/sizes
# why: takes the first row instead of the first column
def pose_single(rows):
    return rows[:1].T
