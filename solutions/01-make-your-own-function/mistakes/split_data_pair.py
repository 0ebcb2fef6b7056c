# question: split_validation
# loses: split_validation/sizes, split_validation/rows, split_validation/uneven, split_validation/inputs_unchanged
# why: returns the two pieces of data first, then the two pieces of labels
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    cut = percent * len(data) // 100
    return (data[:cut], data[cut:]), (labels[:cut], labels[cut:])
