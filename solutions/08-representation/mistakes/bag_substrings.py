# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/unknown, bag_of_words/long
# why: counts substrings of the text, so 'the' is found inside 'other'
def bag_of_words(document, vocabulary):
    known = [document.lower().count(word) for word in vocabulary]
    return np.array([*known, len(tokenize(document)) - sum(known)], dtype=np.float32)
