# question: crescent
# loses: crescent/arrays, crescent/oracle, crescent/area, balanced_sample/shapes, balanced_sample/balance, balanced_sample/labels_true, balanced_sample/even, balanced_sample/repeatable
# why: uses and, or, not, which take one bool only
def crescent(x, y):
    radius = np.sqrt(0.3**3)
    first = in_circle(x, y, 0.50, 0.50, radius)
    second = in_circle(x, y, 0.51, 0.51, radius)
    return (first or second) and not (first and second)
