# question: min_max_scale
# loses: min_max_scale/range
# why: returns nested lists instead of an array
def min_max_scale(data):
    low, high = float(data.min()), float(data.max())
    span = high - low if high > low else 1.0
    return ((data - low) / span).tolist()
