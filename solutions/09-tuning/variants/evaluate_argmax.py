# question: evaluate
# why: counts by hand with predict
def evaluate(settings):
    model = fit(settings, train_rows, train_labels)
    chances = model.predict(valid_rows, verbose=0)
    return sum(int(row.argmax() == label) for row, label in zip(chances, valid_labels)) / len(valid_labels)
