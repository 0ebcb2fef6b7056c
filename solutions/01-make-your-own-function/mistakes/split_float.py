# question: split_validation
# loses: split_validation/uneven
# why: computes the cut with floats, which may land just below a whole number
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    cut = int(percent / 100 * len(data))
    return (data[:cut], labels[:cut]), (data[cut:], labels[cut:])
