# question: pose_sorted
# loses: pose_sorted/many
# why: sorts numbers by what they look like, where 1e-06 comes after 0.5
def pose_sorted(rows):
    return np.array([sorted(row, key=str) for row in rows])
