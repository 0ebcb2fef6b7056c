# question: counts
# loses: counts/unknown
# why: blanks around an item are taken away, so it is no longer exactly one of the kinds
def counts(items, kinds):
    items = [item.strip() for item in items]
    if any(item not in kinds for item in items):
        raise ValueError("unknown kind")
    return np.array([items.count(kind) for kind in kinds], dtype=np.float32)
