# question: pose_single
# loses: pose_single/paper, pose_single/sizes
# why: takes the mean of the row, which is more than one value
def pose_single(rows):
    return rows.mean(axis=1, keepdims=True)
