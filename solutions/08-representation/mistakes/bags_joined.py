# question: make_bags
# loses: make_bags/shapes, make_bags/columns, make_bags/apart
# why: one bag for all documents together
def make_bags(train, test, size):
    frequency = Counter(word for document in train for word in tokenize(document))
    vocabulary = sorted(frequency, key=lambda word: (-frequency[word], word))[:size]
    return vocabulary, bag_of_words(" ".join(train), vocabulary), bag_of_words(" ".join(test), vocabulary)
