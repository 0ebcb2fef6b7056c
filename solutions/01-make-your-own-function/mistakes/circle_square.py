# question: in_circle
# loses: in_circle/paper, in_circle/border, in_circle/oracle, crescent/oracle, crescent/area, balanced_sample/labels_true, my_classifier/accuracy, my_classifier/close_fit
# why: tests a square around the centre instead of a circle
def in_circle(x, y, cx, cy, radius):
    return (abs(x - cx) < radius) & (abs(y - cy) < radius)
