# question: pose_sorted
# why: a copy sorted in place
def pose_sorted(rows):
    posed = rows.copy()
    posed.sort()  # the last axis is the default
    return posed
