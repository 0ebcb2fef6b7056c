# question: in_circle
# why: one point after another
def in_circle(x, y, cx, cy, radius):
    if np.ndim(x) == 0:
        dx, dy = x - cx, y - cy
        return dx * dx + dy * dy < radius * radius
    return np.array([in_circle(a, b, cx, cy, radius) for a, b in zip(x, y)], dtype=bool)
