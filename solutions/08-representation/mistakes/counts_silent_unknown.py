# question: counts
# loses: counts/unknown
# why: silently ignores an item of an unknown kind
def counts(items, kinds):
    return np.array([items.count(kind) for kind in kinds], dtype=np.float32)
