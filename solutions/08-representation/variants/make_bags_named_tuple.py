# question: make_bags
# why: named tuple
from collections import namedtuple

Bags = namedtuple("Bags", "vocabulary train test")


def make_bags(train, test, size):
    c = sum((Counter(tokenize(d)) for d in train), Counter())
    vocabulary = sorted(c, key=lambda w: (-c[w], w))[:size]
    make = lambda documents: np.array([bag_of_words(d, vocabulary) for d in documents])
    return Bags(vocabulary, make(train), make(test))
