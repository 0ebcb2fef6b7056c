# question: in_circle
# loses: in_circle/arrays, in_circle/oracle
# why: swaps cx and cy, which goes unnoticed when the centre lies on the diagonal
def in_circle(x, y, cx, cy, radius):
    return (x - cy) ** 2 + (y - cx) ** 2 < radius**2
