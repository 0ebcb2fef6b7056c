# question: crescent
# why: counts in how many discs a point lies
def crescent(x, y):
    return (
        sum(np.asarray(in_circle(x, y, c, c, np.sqrt(0.027))).astype(int) for c in (0.50, 0.51))
        == 1
    )
