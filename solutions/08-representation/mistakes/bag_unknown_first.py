# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/unknown, bag_of_words/long
# why: the unknown words come first, so every word is one neuron too far to the right
def bag_of_words(document, vocabulary):
    words = tokenize(document)
    known = [words.count(word) for word in vocabulary]
    return np.array([len(words) - sum(known), *known], dtype=np.float32)
