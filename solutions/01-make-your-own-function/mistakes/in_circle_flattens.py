# question: in_circle
# loses: in_circle/oracle
# why: arrays with three axes lose their shape
def in_circle(x, y, cx, cy, radius):
    inside = (x - cx) ** 2 + (y - cy) ** 2 < radius**2
    return np.ravel(inside) if np.ndim(inside) > 2 else inside
