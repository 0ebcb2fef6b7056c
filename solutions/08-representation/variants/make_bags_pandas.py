# question: make_bags
# why: pandas
import pandas as pd


def make_bags(train, test, size):
    words = pd.Series([w for d in train for w in tokenize(d)])
    table = words.value_counts().rename_axis("word").reset_index(name="n")
    table = table.sort_values(["n", "word"], ascending=[False, True])
    vocabulary = table["word"].head(size).tolist()
    train_bags, test_bags = (
        np.array([bag_of_words(d, vocabulary) for d in part]) for part in (train, test)
    )
    return vocabulary, train_bags, test_bags
