# question: bag_of_words
# loses: bag_of_words/known, bag_of_words/unknown
# why: uses the default words of CountVectorizer, which drop words of one letter
from sklearn.feature_extraction.text import CountVectorizer


def bag_of_words(document, vocabulary):
    v = CountVectorizer(vocabulary=vocabulary)
    known = v.transform([document]).toarray()[0]
    total = len(v.build_analyzer()(document))
    return np.append(known, total - known.sum()).astype(np.float32)
