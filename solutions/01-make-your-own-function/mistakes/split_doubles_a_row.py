# question: split_validation
# loses: split_validation/sizes, split_validation/rows, split_validation/uneven
# why: the last row of the first part is in the second part, too
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    cut = percent * len(data) // 100
    return (data[: cut + 1], labels[: cut + 1]), (data[cut:], labels[cut:])
