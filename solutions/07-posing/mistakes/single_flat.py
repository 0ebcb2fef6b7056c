# question: pose_single
# loses: pose_single/paper, pose_single/sizes
# why: makes every value a row of its own
def pose_single(rows):
    return rows.reshape(-1, 1)
