# question: pose_sorted
# loses: X
# why: sorts from large to small
def pose_sorted(rows):
    return np.sort(rows, axis=1)[:, ::-1]
