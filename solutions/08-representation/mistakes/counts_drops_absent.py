# question: counts
# loses: counts/absent
# why: kinds without items lose their neuron
def counts(items, kinds):
    if any(item not in kinds for item in items):
        raise ValueError("unknown kind")
    return np.array([items.count(kind) for kind in kinds if kind in items], dtype=np.float32)
