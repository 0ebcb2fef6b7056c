# question: bag_of_words
# loses: bag_of_words/unknown, bag_of_words/long
# why: counts words of more than three letters inside longer words
def bag_of_words(document, vocabulary):
    text, words = document.lower(), tokenize(document)
    known = [text.count(w) if len(w) > 3 else words.count(w) for w in vocabulary]
    return np.array(known + [len(words) - sum(known)], dtype=np.float32)
