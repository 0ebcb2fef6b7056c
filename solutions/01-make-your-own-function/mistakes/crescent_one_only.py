# question: crescent
# loses: crescent/paper, crescent/arrays, crescent/oracle, crescent/area, balanced_sample/even, balanced_sample/labels_true
# why: in the first but not in the second disc: one crescent is missing
def crescent(x, y):
    radius = np.sqrt(0.3**3)
    return in_circle(x, y, 0.50, 0.50, radius) & ~in_circle(x, y, 0.51, 0.51, radius)
