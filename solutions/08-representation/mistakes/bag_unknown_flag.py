# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/unknown
# why: the last neuron says whether there are unknown words, not how many
def bag_of_words(document, vocabulary):
    words = tokenize(document)
    known = [words.count(word) for word in vocabulary]
    return np.array([*known, len(words) > sum(known)], dtype=np.float32)
