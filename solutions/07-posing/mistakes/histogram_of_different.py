# question: pose_histogram
# loses: pose_histogram/many
# why: a number that occurs three times counts once
def pose_histogram(rows, bins=40):
    shares = []
    for row in rows:
        values = np.unique(row)
        shares.append(np.histogram(values, bins, (0, 1))[0] / len(values))
    return np.array(shares)
