# question: best
# loses: best/form, best/chosen
# why: gives the accuracy instead of the position in the list
best = max(float(np.mean(interpret(np.asarray(model(valid_inputs))) == valid_labels)) for model in models)
