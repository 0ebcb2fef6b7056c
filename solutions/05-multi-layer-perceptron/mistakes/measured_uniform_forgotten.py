# question: measured
# loses: measured/on_uniform
# why: scores the test set twice
test_scores = scores(predict_classes(model, test_inputs), test_labels)
uniform_scores = scores(predict_classes(model, test_inputs), test_labels)
