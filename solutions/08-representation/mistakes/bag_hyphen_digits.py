# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/unknown
# why: splits words by its own pattern, so digits and underscores are words too
def bag_of_words(document, vocabulary):
    words = re.findall(r"\w+", document.lower())
    known = [words.count(w) for w in vocabulary]
    return np.array(known + [len(words) - sum(known)], dtype=np.float32)
