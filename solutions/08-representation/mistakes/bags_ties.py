# question: make_bags
# loses: make_bags/choice, make_bags/columns
# why: equally frequent words stay in the order of their first appearance
def make_bags(train, test, size):
    frequency = Counter(word for document in train for word in tokenize(document))
    vocabulary = [word for word, count in frequency.most_common(size)]
    train_bags = np.array([bag_of_words(document, vocabulary) for document in train])
    test_bags = np.array([bag_of_words(document, vocabulary) for document in test])
    return vocabulary, train_bags, test_bags
