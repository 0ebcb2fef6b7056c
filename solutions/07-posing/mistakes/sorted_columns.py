# question: pose_sorted
# loses: pose_sorted/paper, pose_sorted/alone, pose_sorted/many, pose_sorted/input_kept, predict_classes/sorted
# why: sorts down the columns, so rows are mixed with each other
def pose_sorted(rows):
    return np.sort(rows, axis=0)
