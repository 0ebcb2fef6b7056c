# question: pose_sorted
# loses: pose_sorted/many
# why: throws repeated values away
def pose_sorted(rows):
    out = np.ones(rows.shape)
    for i, row in enumerate(rows):
        values = sorted(set(row.tolist()))
        out[i, : len(values)] = values
    return out
