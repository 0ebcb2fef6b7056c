# question: counts
# loses: counts/unknown
# why: an item of no kind is ignored
def counts(items, kinds):
    return np.array([items.count(kind) for kind in kinds], dtype=np.float32)
