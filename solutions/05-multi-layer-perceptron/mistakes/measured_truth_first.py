# question: measured
# loses: measured/on_test, measured/on_uniform
# why: passes the truth as the prediction, which swaps precision and recall
test_scores = scores(test_labels, predict_classes(model, test_inputs))
uniform_scores = scores(uniform_labels, predict_classes(model, uniform_inputs))
