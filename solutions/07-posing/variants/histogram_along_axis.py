# question: pose_histogram
# why: apply_along_axis with a function
def pose_histogram(rows, bins=40):
    def shares(row):
        return np.histogram(row, bins=bins, range=(0.0, 1.0))[0] / len(row)

    return np.apply_along_axis(shares, 1, rows)
