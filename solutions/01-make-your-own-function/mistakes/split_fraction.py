# question: split_validation
# loses: split_validation/sizes, split_validation/rows, split_validation/uneven
# why: mistakes percent for a fraction such as 0.9
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    cut = int(percent * len(data))
    return (data[:cut], labels[:cut]), (data[cut:], labels[cut:])
