# question: split_validation
# loses: split_validation/impossible
# why: does not check percent
def split_validation(percent, data, labels):
    cut = percent * len(data) // 100
    return (data[:cut], labels[:cut]), (data[cut:], labels[cut:])
