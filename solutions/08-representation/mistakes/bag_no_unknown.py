# question: bag_of_words
# loses: bag_of_words/shape, bag_of_words/known, bag_of_words/unknown, bag_of_words/long, make_bags/shapes
# why: unknown words have no neuron
def bag_of_words(document, vocabulary):
    words = Counter(tokenize(document))
    return np.array([words[word] for word in vocabulary], dtype=np.float32)
