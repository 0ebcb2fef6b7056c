# question: make_bags
# loses: make_bags/choice
# why: counts each different training document only once
def make_bags(train, test, size):
    f = Counter(w for d in dict.fromkeys(train) for w in tokenize(d))
    v = sorted(f, key=lambda w: (-f[w], w))[:size]
    return v, np.array([bag_of_words(d, v) for d in train]), np.array([bag_of_words(d, v) for d in test])
