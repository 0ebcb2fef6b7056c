# question: in_circle
# loses: in_circle/arrays, in_circle/border, in_circle/oracle, crescent/arrays, crescent/oracle, crescent/area, balanced_sample/shapes, balanced_sample/balance, balanced_sample/labels_true, balanced_sample/even, balanced_sample/repeatable, my_classifier/form, my_classifier/accuracy, my_classifier/close_fit
# why: math.sqrt takes one number, not an array
import math


def in_circle(x, y, cx, cy, radius):
    return math.sqrt((x - cx) ** 2 + (y - cy) ** 2) < radius
