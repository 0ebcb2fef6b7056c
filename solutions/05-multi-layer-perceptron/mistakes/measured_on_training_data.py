# question: measured
# loses: measured/on_test
# why: scores the network on the points it was trained on
test_scores = scores(predict_classes(model, train_inputs), train_labels)
uniform_scores = scores(predict_classes(model, uniform_inputs), uniform_labels)
