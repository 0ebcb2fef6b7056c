# question: in_circle
# loses: in_circle/arrays, crescent/arrays, crescent/oracle, crescent/area, balanced_sample/labels_true, balanced_sample/even, my_classifier/form, my_classifier/close_fit
# why: subtracts in place, which changes the arrays passed in
def in_circle(x, y, cx, cy, radius):
    x -= cx
    y -= cy
    return x ** 2 + y ** 2 < radius**2
