# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/unknown, bag_of_words/long
# why: splits at spaces only, so 'Cat.' and 'cat' are different words
def bag_of_words(document, vocabulary):
    bag = np.zeros(len(vocabulary) + 1, dtype=np.float32)
    for word in document.split():
        bag[vocabulary.index(word) if word in vocabulary else -1] += 1
    return bag
