# question: pose_single
# loses: pose_single/paper, pose_single/sizes
# why: takes the smallest value
def pose_single(rows):
    return np.sort(rows, axis=1)[:, :1]
