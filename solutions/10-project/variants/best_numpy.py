# question: best
# why: leaves the position as a NumPy integer
best = np.argmax([(interpret(model.predict(valid_inputs, verbose=0)) == valid_labels).sum() for model in models])
