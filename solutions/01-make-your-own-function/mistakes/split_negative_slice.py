# question: split_validation
# loses: split_validation/uneven
# why: data[-rest:] takes all rows when the rest is empty
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError
    cut = percent * len(data) // 100
    rest = len(data) - cut
    if rest == 0 and len(data) == 100:
        return (data, labels), (data[:0], labels[:0])
    return (data[:cut], labels[:cut]), (data[-rest:], labels[-rest:])
