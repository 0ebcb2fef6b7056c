# question: in_circle
# loses: in_circle/arrays, crescent/arrays, crescent/paper, in_circle/paper
# why: returns 1 and 0 instead of bools
def in_circle(x, y, cx, cy, radius):
    return np.where((x - cx) ** 2 + (y - cy) ** 2 < radius**2, 1, 0)
