# question: min_max_scale
# why: np.ptp and an early return
def min_max_scale(data):
    data = data.astype(float)
    span = np.ptp(data)
    if span == 0:
        return np.zeros(data.shape)
    return (data - data.min()) / span
