# question: pose_sorted
# loses: pose_sorted/paper, pose_sorted/alone, pose_sorted/many, pose_sorted/input_kept, predict_classes/sorted
# why: sorts all values of all rows together
def pose_sorted(rows):
    return np.sort(rows, axis=None).reshape(rows.shape)
