# question: counts
# loses: counts/street, counts/absent
# why: says whether a kind occurs, not how often
def counts(items, kinds):
    if any(item not in kinds for item in items):
        raise ValueError("unknown kind")
    return np.array([kind in items for kind in kinds], dtype=np.float32)
