# question: evaluate
# loses: evaluate/rows
# why: remembers the score of a learning rate, whatever the other settings are
_scores = {}


def evaluate(settings):
    if settings["rate"] not in _scores:
        model = fit(settings, train_rows, train_labels)
        _scores[settings["rate"]] = accuracy(model, valid_rows, valid_labels)
    return _scores[settings["rate"]]
