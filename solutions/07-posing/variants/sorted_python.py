# question: pose_sorted
# why: Python sorts row by row
def pose_sorted(rows):
    return np.array([sorted(row) for row in rows])
