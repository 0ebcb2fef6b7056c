# question: counts
# loses: counts/street, counts/absent
# why: divides by the number of items, and by zero where there are none
def counts(items, kinds):
    if any(item not in kinds for item in items):
        raise ValueError("unknown kind")
    return np.array([items.count(kind) / max(len(items), 1) for kind in kinds], dtype=np.float32)
