# question: pose_sorted
# loses: pose_sorted/paper, pose_sorted/alone, pose_sorted/many, pose_sorted/input_kept
# why: sorts in descending order
def pose_sorted(rows):
    return np.sort(rows, axis=1)[:, ::-1]
