# question: in_circle
# loses: in_circle/oracle
# why: takes cy for x and cx for y, which centres on the diagonal hide
def in_circle(x, y, cx, cy, radius):
    return (x - cy) ** 2 + (y - cx) ** 2 < radius**2
