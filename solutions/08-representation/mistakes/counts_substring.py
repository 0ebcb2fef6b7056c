# question: counts
# loses: counts/absent, counts/unknown
# why: compares by substring, so 'car' is counted as 'cart' too
def counts(items, kinds):
    for item in items:
        if not any(item in kind for kind in kinds):
            raise ValueError
    return np.array([sum(item in kind for item in items) for kind in kinds], dtype=np.float32)
