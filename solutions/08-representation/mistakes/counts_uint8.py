# question: counts
# loses: counts/absent
# why: counts in uint8, which wraps around at 256
def counts(items, kinds):
    total = np.zeros(len(kinds), dtype=np.uint8)
    for item in items:
        total[kinds.index(item)] += 1
    return total.astype(np.float32)
