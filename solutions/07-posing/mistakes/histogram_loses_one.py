# question: pose_histogram
# loses: pose_histogram/borders
# why: counts values below the upper border only, so the value 1 falls out
def pose_histogram(rows, bins=40):
    borders = np.linspace(0, 1, bins + 1)
    shares = [((rows >= low) & (rows < high)).mean(axis=1) for low, high in zip(borders[:-1], borders[1:])]
    return np.stack(shares, axis=1)
