# question: in_circle
# loses: in_circle/border, in_circle/oracle, balanced_sample/labels_true, crescent/oracle
# why: a polygon in place of a circle
def in_circle(x, y, cx, cy, radius):
    dx, dy = np.abs(x - cx), np.abs(y - cy)
    return (np.maximum(dx, dy) < radius) & (dx + dy < 1.42 * radius)
