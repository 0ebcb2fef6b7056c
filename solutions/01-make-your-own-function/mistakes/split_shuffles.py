# question: split_validation
# loses: split_validation/rows, split_validation/uneven, split_validation/inputs_unchanged
# why: shuffles the arrays that were passed in before it cuts them
def split_validation(percent, data, labels):
    if percent < 0 or percent > 100:
        raise ValueError('percent')
    state = np.random.default_rng(0)
    state.shuffle(data)
    state = np.random.default_rng(0)
    state.shuffle(labels)
    cut = percent * len(data) // 100
    return (data[:cut], labels[:cut]), (data[cut:], labels[cut:])
