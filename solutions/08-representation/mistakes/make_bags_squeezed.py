# question: make_bags
# loses: make_bags/columns
# why: a single document loses its row axis
def make_bags(train, test, size):
    frequency = Counter(word for document in train for word in tokenize(document))
    vocabulary = sorted(frequency, key=lambda word: (-frequency[word], word))[:size]
    train_bags = np.array([bag_of_words(document, vocabulary) for document in train])
    test_bags = np.array([bag_of_words(document, vocabulary) for document in test])
    return vocabulary, train_bags.squeeze(), test_bags.squeeze()
