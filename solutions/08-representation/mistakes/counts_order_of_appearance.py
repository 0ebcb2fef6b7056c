# question: counts
# loses: counts/street, counts/absent, counts/unknown
# why: the numbers come in the order of the items, so a neuron has no fixed meaning
def counts(items, kinds):
    return np.array(list(Counter(items).values()), dtype=np.float32)
