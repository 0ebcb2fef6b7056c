# question: make_bags
# loses: make_bags/choice, make_bags/apart, make_bags/columns
# why: the test documents help to choose the vocabulary
def make_bags(train, test, size):
    frequency = Counter(word for document in train + test for word in tokenize(document))
    vocabulary = sorted(frequency, key=lambda word: (-frequency[word], word))[:size]
    train_bags = np.array([bag_of_words(document, vocabulary) for document in train])
    test_bags = np.array([bag_of_words(document, vocabulary) for document in test])
    return vocabulary, train_bags, test_bags
