# question: counts
# why: adds one at the place of each item; list.index raises ValueError
def counts(items, kinds):
    numbers = np.zeros(len(kinds), dtype=np.float32)
    for item in items:
        numbers[kinds.index(item)] += 1
    return numbers
