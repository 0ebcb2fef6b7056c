# question: pose_single
# loses: X
# why: drops the second axis
def pose_single(rows):
    return rows[:, 0]
