# question: pose_sorted
# loses: pose_sorted/paper, pose_sorted/alone, pose_sorted/many, pose_sorted/input_kept, predict_classes/form, predict_classes/sorted
# why: returns the None that the sort method returns
def pose_sorted(rows):
    return rows.copy().sort(axis=1)
