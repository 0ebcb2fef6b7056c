# question: make_bags
# loses: make_bags/choice, make_bags/columns
# why: pads a short vocabulary with empty strings
def make_bags(train, test, size):
    f = Counter(w for d in train for w in tokenize(d))
    v = sorted(f, key=lambda w: (-f[w], w))[:size]
    v += [""] * (size - len(v))
    return v, np.array([bag_of_words(d, v) for d in train]), np.array([bag_of_words(d, v) for d in test])
