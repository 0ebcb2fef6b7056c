# question: bag_of_words
# loses: bag_of_words/unknown
# why: counts different unknown words, not how often they occur
def bag_of_words(document, vocabulary):
    words = tokenize(document)
    known = [words.count(word) for word in vocabulary]
    return np.array([*known, len(set(words) - set(vocabulary))], dtype=np.float32)
