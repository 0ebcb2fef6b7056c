# question: in_circle
# why: np.hypot is the distance
def in_circle(x, y, cx, cy, radius):
    return np.hypot(x - cx, y - cy) < radius
