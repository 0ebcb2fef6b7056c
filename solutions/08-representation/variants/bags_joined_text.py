# question: make_bags
# why: joins the training text, sorts twice, stacks rows
def make_bags(train, test, size):
    words = tokenize(" ".join(train))
    vocabulary = sorted(sorted(set(words)), key=words.count, reverse=True)[:size]
    rows = lambda documents: np.stack([bag_of_words(document, vocabulary) for document in documents])
    return vocabulary, rows(train), rows(test)
