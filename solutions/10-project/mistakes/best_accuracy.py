# question: best
# loses: best/form, best/chosen
# why: gives the accuracy instead of the place in the list
best = max(float(np.mean(interpret(model.predict(valid_inputs, verbose=0)) == valid_labels)) for model in models)
