# question: measured
# why: step by step, with names for the predictions
predicted = predict_classes(model, test_inputs)
test_scores = scores(predicted, test_labels)
predicted = predict_classes(model, uniform_inputs)
uniform_scores = scores(predicted, uniform_labels)
