# question: best
# loses: best/chosen
# why: takes the place of the smallest accuracy
errors = [np.mean(interpret(model.predict(valid_inputs, verbose=0)) == valid_labels) for model in models]
best = int(np.argmin(errors))
