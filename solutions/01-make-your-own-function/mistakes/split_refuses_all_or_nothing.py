# question: split_validation
# loses: split_validation/uneven
# why: 0 and 100 % are refused for small data
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100 or (len(data) < 50 and percent in (0, 100)):
        raise ValueError
    cut = percent * len(data) // 100
    return (data[:cut], labels[:cut]), (data[cut:], labels[cut:])
