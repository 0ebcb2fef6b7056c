# question: evaluate
# why: the library's accuracy
def evaluate(settings):
    from sklearn.metrics import accuracy_score

    model = fit(settings, train_rows, train_labels)
    return accuracy_score(valid_labels, np.argmax(model.predict_on_batch(valid_rows), axis=1))
