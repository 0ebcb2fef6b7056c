# question: in_circle
# loses: in_circle/paper, in_circle/oracle, crescent/paper, crescent/arrays, crescent/oracle, crescent/area, balanced_sample/labels_true, my_classifier/accuracy, my_classifier/close_fit, in_circle/border
# why: compares the squared distance with the radius itself
def in_circle(x, y, cx, cy, radius):
    return (x - cx) ** 2 + (y - cy) ** 2 < radius
