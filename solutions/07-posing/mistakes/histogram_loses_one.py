# question: pose_histogram
# loses: pose_histogram/borders
# why: counts only values below the upper edge, so the value 1 is lost
def pose_histogram(rows, bins=40):
    borders = np.linspace(0, 1, bins + 1)
    shares = [((rows >= low) & (rows < high)).mean(axis=1) for low, high in zip(borders[:-1], borders[1:])]
    return np.stack(shares, axis=1)
