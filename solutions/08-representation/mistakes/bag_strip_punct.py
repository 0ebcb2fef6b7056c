# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/unknown
# why: splits at spaces and strips punctuation from the ends only
def bag_of_words(document, vocabulary):
    words = [w.strip(".,!?;:\"'") for w in document.lower().split()]
    known = [words.count(w) for w in vocabulary]
    return np.array(known + [len(words) - sum(known)], dtype=np.float32)
