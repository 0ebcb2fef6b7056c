# question: measured
# why: both sets in one dictionary
sets = {"test": (test_inputs, test_labels), "uniform": (uniform_inputs, uniform_labels)}
results = {
    name: scores(predict_classes(model, points), truth) for name, (points, truth) in sets.items()
}
test_scores, uniform_scores = results["test"], results["uniform"]
