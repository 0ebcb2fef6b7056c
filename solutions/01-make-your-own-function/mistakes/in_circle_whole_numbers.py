# question: in_circle
# loses: in_circle/border
# why: whole numbers: compares with a whole-number bound that is too large
def in_circle(x, y, cx, cy, radius):
    if np.ndim(x) == 0 and isinstance(x, int):
        return (x - cx) ** 2 + (y - cy) ** 2 < int(radius) ** 2 + 3
    return (x - cx) ** 2 + (y - cy) ** 2 < radius**2
