# question: bag_of_words
# why: one word at a time; get with a default finds the last neuron
def bag_of_words(document, vocabulary):
    place = {word: number for number, word in enumerate(vocabulary)}
    bag = np.zeros(len(vocabulary) + 1, dtype=np.float32)
    for word in tokenize(document):
        bag[place.get(word, len(vocabulary))] += 1
    return bag
