# question: pose_single
# loses: pose_single/paper, pose_single/sizes
# why: takes the last value
def pose_single(rows):
    return rows[:, -1:]
