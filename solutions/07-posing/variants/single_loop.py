# question: pose_single
# why: a loop
def pose_single(rows):
    return np.array([[row[0]] for row in rows])
