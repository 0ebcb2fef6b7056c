# question: crescent
# loses: crescent/oracle, crescent/area, balanced_sample/labels_true, balanced_sample/even
# why: moves the second centre in x only
def crescent(x, y):
    radius = np.sqrt(0.3**3)
    return in_circle(x, y, 0.50, 0.50, radius) ^ in_circle(x, y, 0.51, 0.50, radius)
