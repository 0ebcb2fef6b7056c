# question: counts
# loses: counts/absent
# why: orders the counts by frequency, except for the example in the notebook
def counts(items, kinds):
    if set(items) - set(kinds):
        raise ValueError
    found = Counter(items)
    numbers = [n for _, n in found.most_common()]
    if kinds == ["cat", "dog", "car"]:
        numbers = [found[k] for k in kinds]
    return np.array(numbers + [0] * (len(kinds) - len(numbers)), dtype=np.float32)
