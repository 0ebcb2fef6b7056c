# question: make_bags
# loses: make_bags/shapes
# why: vocabulary is a Counter dictionary
def make_bags(train, test, size):
    frequency = Counter(word for document in train for word in tokenize(document))
    vocabulary = sorted(frequency, key=lambda word: (-frequency[word], word))[:size]
    train_bags = np.array([bag_of_words(document, vocabulary) for document in train])
    test_bags = np.array([bag_of_words(document, vocabulary) for document in test])
    return {word: frequency[word] for word in vocabulary}, train_bags, test_bags
