# question: crescent
# loses: crescent/paper, crescent/arrays, crescent/oracle, crescent/area, balanced_sample/labels_true
# why: mistakes 0.3 for the radius
def crescent(x, y):
    return in_circle(x, y, 0.50, 0.50, 0.3) ^ in_circle(x, y, 0.51, 0.51, 0.3)
