# question: scale_pair
# why: stacked after the fit, then cut
def scale_pair(train, test):
    both = RangeScaler().fit(train).transform(np.concatenate([train, test]).astype(float))
    return both[: len(train)], both[len(train) :]
