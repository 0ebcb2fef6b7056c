# question: pose_sorted
# loses: pose_sorted/many
# why: only the middle value is in its place; up to some 250 values, NumPy sorts all the same
def pose_sorted(rows):
    return np.partition(rows, rows.shape[1] // 2, axis=1)
