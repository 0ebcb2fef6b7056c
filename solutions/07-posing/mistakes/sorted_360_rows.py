# question: pose_sorted
# loses: pose_sorted/many, predict_classes/form, predict_classes/sorted
# why: takes the rows of the training set and no more
def pose_sorted(rows):
    return np.sort(rows[:360], axis=1)
