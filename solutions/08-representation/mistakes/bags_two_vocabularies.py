# question: make_bags
# loses: make_bags/shapes, make_bags/columns
# why: the test set gets a vocabulary of its own, so a column means two things
def make_bags(train, test, size):
    def bags(documents):
        frequency = Counter(word for document in documents for word in tokenize(document))
        words = sorted(frequency, key=lambda word: (-frequency[word], word))[:size]
        return words, np.array([bag_of_words(document, words) for document in documents])

    vocabulary, train_bags = bags(train)
    return vocabulary, train_bags, bags(test)[1]
