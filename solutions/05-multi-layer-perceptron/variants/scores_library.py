# question: scores
# why: scikit-learn's scores
from sklearn.metrics import accuracy_score, precision_score, recall_score


def scores(predicted, truth):
    return {
        "accuracy": accuracy_score(truth, predicted),
        "precision": precision_score(truth, predicted, zero_division=0),
        "recall": recall_score(truth, predicted, zero_division=0),
    }
