# question: split_validation
# loses: split_validation/uneven
# why: rounds to the nearest whole number instead of down
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    cut = round(percent * len(data) / 100)
    return (data[:cut], labels[:cut]), (data[cut:], labels[cut:])
