# question: in_circle
# loses: in_circle/paper, crescent/paper
# why: 1 and 0 for single numbers
def in_circle(x, y, cx, cy, radius):
    inside = (x - cx) ** 2 + (y - cy) ** 2 < radius**2
    return inside if np.ndim(inside) else int(inside)
