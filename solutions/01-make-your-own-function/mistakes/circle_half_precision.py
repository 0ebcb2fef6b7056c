# question: in_circle
# loses: in_circle/oracle, crescent/oracle, balanced_sample/labels_true
# why: computes in half precision, which is too coarse near the circle
def in_circle(x, y, cx, cy, radius):
    d = (np.asarray(x, np.float16) - np.float16(cx)) ** 2 + (np.asarray(y, np.float16) - np.float16(cy)) ** 2
    return d < np.float16(radius) ** 2
