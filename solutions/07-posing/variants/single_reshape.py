# question: pose_single
# why: reshape
def pose_single(rows):
    return rows[:, 0].reshape(len(rows), 1)
