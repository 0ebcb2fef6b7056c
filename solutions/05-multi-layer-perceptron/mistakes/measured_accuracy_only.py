# question: measured
# loses: measured/form, measured/on_test, measured/on_uniform
# why: two accuracies instead of two dictionaries of scores
test_scores = scores(predict_classes(model, test_inputs), test_labels)["accuracy"]
uniform_scores = scores(predict_classes(model, uniform_inputs), uniform_labels)["accuracy"]
