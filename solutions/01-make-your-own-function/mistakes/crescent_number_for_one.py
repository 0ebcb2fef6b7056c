# question: crescent
# loses: crescent/paper
# why: whole numbers for single points
def crescent(x, y):
    inside = in_circle(x, y, 0.5, 0.5, RADIUS) ^ in_circle(x, y, 0.51, 0.51, RADIUS)
    return inside if np.ndim(inside) else float(inside)
