# question: pose_sorted
# loses: pose_sorted/paper, pose_sorted/alone, pose_sorted/many
# why: sorts from large to small
def pose_sorted(rows):
    return np.sort(rows, axis=1)[:, ::-1]
