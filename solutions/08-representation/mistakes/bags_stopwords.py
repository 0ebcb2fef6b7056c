# question: make_bags
# loses: make_bags/choice
# why: leaves out stop words
def make_bags(train, test, size):
    f = Counter(w for d in train for w in tokenize(d) if w not in ("the", "and", "of", "to", "not"))
    v = sorted(f, key=lambda w: (-f[w], w))[:size]
    return v, np.array([bag_of_words(d, v) for d in train]), np.array([bag_of_words(d, v) for d in test])
