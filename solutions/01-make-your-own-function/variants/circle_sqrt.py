# question: in_circle
# why: with the root
def in_circle(x, y, cx, cy, radius):
    distance = np.sqrt((x - cx) ** 2 + (y - cy) ** 2)
    return distance < radius
