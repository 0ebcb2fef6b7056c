# question: bag_of_words
# why: places first, then bincount
def bag_of_words(document, vocabulary):
    size = len(vocabulary)
    places = [vocabulary.index(word) if word in vocabulary else size for word in tokenize(document)]
    return np.bincount(np.array(places, dtype=int), minlength=size + 1).astype(np.float32)
