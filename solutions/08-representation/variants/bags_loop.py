# question: make_bags
# why: counts with a dictionary and loops
def make_bags(train, test, size):
    frequency = {}
    for document in train:
        for word in tokenize(document):
            frequency[word] = frequency.get(word, 0) + 1
    pairs = sorted((-count, word) for word, count in frequency.items())
    vocabulary = [word for _, word in pairs][:size]
    results = []
    for documents in (train, test):
        bags = np.zeros((len(documents), len(vocabulary) + 1), dtype=np.float32)
        for row, document in enumerate(documents):
            bags[row] = bag_of_words(document, vocabulary)
        results.append(bags)
    return vocabulary, results[0], results[1]
