# question: crescent
# why: two bools differ when exactly one is true
def crescent(x, y):
    radius = 0.3**1.5
    return in_circle(x, y, 0.5, 0.5, radius) != in_circle(x, y, 0.51, 0.51, radius)
