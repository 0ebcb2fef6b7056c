# question: best
# loses: best/chosen
# why: takes the position of the smallest accuracy
errors = [np.mean(interpret(np.asarray(model(valid_inputs))) == valid_labels) for model in models]
best = int(np.argmin(errors))
