# question: split_validation
# loses: split_validation/sizes, split_validation/rows, split_validation/uneven
# why: gives percent to the second part
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    cut = len(data) - percent * len(data) // 100
    return (data[:cut], labels[:cut]), (data[cut:], labels[cut:])
