# question: counts
# loses: counts/unknown
# why: removes spaces around an item, so that "elm " counts as "elm"
def counts(items, kinds):
    items = [item.strip() for item in items]
    if any(item not in kinds for item in items):
        raise ValueError("unknown kind")
    return np.array([items.count(kind) for kind in kinds], dtype=np.float32)
