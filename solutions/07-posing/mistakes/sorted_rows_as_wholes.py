# question: pose_sorted
# loses: X
# why: sorts the rows among each other by their first value
def pose_sorted(rows):
    return rows[rows[:, 0].argsort()]
