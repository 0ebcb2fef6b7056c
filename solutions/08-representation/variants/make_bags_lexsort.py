# question: make_bags
# why: np.unique and lexsort
def make_bags(train, test, size):
    words, numbers = np.unique([w for d in train for w in tokenize(d)], return_counts=True)
    order = np.argsort(-numbers, kind="stable")[:size]
    vocabulary = words[order].tolist()
    return vocabulary, *(
        np.array([bag_of_words(d, vocabulary) for d in part], dtype=np.float32)
        for part in (train, test)
    )
