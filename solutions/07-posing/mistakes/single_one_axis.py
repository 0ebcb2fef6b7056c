# question: pose_single
# loses: pose_single/paper, pose_single/sizes
# why: drops the second axis
def pose_single(rows):
    return rows[:, 0]
