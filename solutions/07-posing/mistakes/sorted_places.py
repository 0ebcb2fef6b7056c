# question: pose_sorted
# loses: X
# why: returns the places of the sorted values, not the values
def pose_sorted(rows):
    return np.argsort(rows, axis=1)
