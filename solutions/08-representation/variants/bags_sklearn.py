# question: make_bags
# why: the library counts the training words
def make_bags(train, test, size):
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(tokenizer=tokenize, token_pattern=None, lowercase=False)
    totals = np.asarray(vectorizer.fit_transform(train).sum(axis=0)).ravel()
    words = vectorizer.get_feature_names_out()
    vocabulary = [str(words[i]) for i in np.argsort(-totals, kind="stable")[:size]]
    train_bags = np.array([bag_of_words(document, vocabulary) for document in train])
    test_bags = np.array([bag_of_words(document, vocabulary) for document in test])
    return vocabulary, train_bags, test_bags
