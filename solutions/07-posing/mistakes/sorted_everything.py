# question: pose_sorted
# loses: X
# why: sorts all values of all rows together
def pose_sorted(rows):
    return np.sort(rows, axis=None).reshape(rows.shape)
