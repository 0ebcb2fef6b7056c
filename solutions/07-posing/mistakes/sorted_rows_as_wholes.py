# question: pose_sorted
# loses: pose_sorted/paper, pose_sorted/alone, pose_sorted/many, pose_sorted/input_kept, predict_classes/sorted
# why: sorts the rows among each other by their first value
def pose_sorted(rows):
    return rows[rows[:, 0].argsort()]
