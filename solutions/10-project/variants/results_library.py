# question: results
# why: scikit-learn's confusion matrix, with NumPy integers
from sklearn.metrics import accuracy_score, confusion_matrix

results = []
for model in models:
    predicted = interpret(model.predict(test_inputs, verbose=0))
    tn, fp, fn, tp = confusion_matrix(test_labels, predicted).ravel()
    results.append(dict(accuracy=accuracy_score(test_labels, predicted), tp=tp, tn=tn, fp=fp, fn=fn))
