# question: pose_single
# loses: X
# why: takes the smallest value
def pose_single(rows):
    return np.sort(rows, axis=1)[:, :1]
