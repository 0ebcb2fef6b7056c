# question: make_bags
# loses: make_bags/shapes
# why: returns bags of dtype float64
def make_bags(train, test, size):
    f = Counter(w for d in train for w in tokenize(d))
    v = sorted(f, key=lambda w: (-f[w], w))[:size]
    return v, np.array([bag_of_words(d, v) for d in train], dtype=float), np.array([bag_of_words(d, v) for d in test], dtype=float)
