# question: in_circle
# loses: in_circle/border
# why: counts points on the circle as inside
def in_circle(x, y, cx, cy, radius):
    return (x - cx) ** 2 + (y - cy) ** 2 <= radius**2
