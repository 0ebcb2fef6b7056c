# question: pose_histogram
# why: one bincount for all rows
def pose_histogram(rows, bins=40):
    n, width = rows.shape
    places = np.minimum((rows * bins).astype(int), bins - 1) + bins * np.arange(n)[:, None]
    return np.bincount(places.ravel(), minlength=n * bins).reshape(n, bins) / width
