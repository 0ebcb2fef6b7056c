# question: results
# why: counts pairs
from collections import Counter

results = []
for model in models:
    pairs = Counter(zip(interpret(model.predict(test_inputs, verbose=0)).tolist(), test_labels.tolist()))
    result = {"tp": pairs[1, 1], "tn": pairs[0, 0], "fp": pairs[1, 0], "fn": pairs[0, 1], "precision": None}
    result["accuracy"] = (result["tp"] + result["tn"]) / sum(pairs.values())
    results.append(result)
