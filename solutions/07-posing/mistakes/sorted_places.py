# question: pose_sorted
# loses: pose_sorted/paper, pose_sorted/alone, pose_sorted/many, pose_sorted/input_kept, predict_classes/sorted
# why: returns the positions of the sorted values, not the values
def pose_sorted(rows):
    return np.argsort(rows, axis=1)
