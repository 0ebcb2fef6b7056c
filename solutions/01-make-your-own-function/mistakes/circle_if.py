# question: in_circle
# loses: in_circle/arrays, in_circle/border, in_circle/oracle, crescent/arrays, crescent/oracle, crescent/area, balanced_sample/shapes, balanced_sample/balance, balanced_sample/labels_true, balanced_sample/even, balanced_sample/repeatable, my_classifier/form, my_classifier/accuracy, my_classifier/close_fit
# why: an if cannot decide about an array
def in_circle(x, y, cx, cy, radius):
    if (x - cx) ** 2 + (y - cy) ** 2 < radius**2:
        return True
    return False
