# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/unknown, bag_of_words/long
# why: says whether a word occurs, not how often
def bag_of_words(document, vocabulary):
    words = tokenize(document)
    known = [word in words for word in vocabulary]
    return np.array([*known, sum(word not in vocabulary for word in words)], dtype=np.float32)
