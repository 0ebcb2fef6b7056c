# question: bag_of_words
# loses: bag_of_words/shape, bag_of_words/known, bag_of_words/unknown, make_bags/shapes, make_bags/choice, make_bags/apart, make_bags/columns
# why: raises an error at the first unknown word
def bag_of_words(document, vocabulary):
    bag = np.zeros(len(vocabulary) + 1, dtype=np.float32)
    for word in tokenize(document):
        bag[vocabulary.index(word)] += 1
    return bag
