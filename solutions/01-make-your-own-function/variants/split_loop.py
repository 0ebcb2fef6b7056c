# question: split_validation
# why: builds both parts row by row and returns lists
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    parts = [[[], []], [[], []]]
    for i in range(len(data)):
        part = parts[0] if 100 * (i + 1) <= percent * len(data) else parts[1]
        part[0].append(data[i])
        part[1].append(labels[i])
    shape = (-1,) + data.shape[1:]
    return [(np.array(a).reshape(shape), np.array(b)) for a, b in parts]
