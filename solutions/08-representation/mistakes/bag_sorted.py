# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/long
# why: sorts the vocabulary, so the neurons no longer follow the given order
def bag_of_words(document, vocabulary):
    words = Counter(tokenize(document))
    known = [words[word] for word in sorted(vocabulary)]
    return np.array([*known, words.total() - sum(known)], dtype=np.float32)
