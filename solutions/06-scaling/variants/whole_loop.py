# question: min_max_scale
# why: a loop over the flat values in plain Python
def min_max_scale(data):
    values = data.ravel().tolist()
    low, high = min(values), max(values)
    out = []
    for value in values:
        out.append((value - low) / (high - low) if high != low else 0.0)
    return np.array(out).reshape(data.shape)
