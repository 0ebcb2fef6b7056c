# question: in_circle
# loses: in_circle/border
# why: counts the centre as inside a circle of radius 0
def in_circle(x, y, cx, cy, radius):
    if radius == 0:
        return (x == cx) & (y == cy)
    return (x - cx) ** 2 + (y - cy) ** 2 < radius**2
