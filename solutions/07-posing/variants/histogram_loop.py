# question: pose_histogram
# why: a loop over all values
def pose_histogram(rows, bins=40):
    posed = np.zeros((len(rows), bins))
    for i, row in enumerate(rows):
        for value in row:
            posed[i, min(int(value * bins), bins - 1)] += 1
    return posed / rows.shape[1]
