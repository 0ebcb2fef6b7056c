# question: best
# why: keeps the best so far in a loop
best, highest = 0, 0.0
for number, model in enumerate(models):
    accuracy = np.mean(interpret(model.predict(valid_inputs, verbose=0)) == valid_labels)
    if accuracy > highest:
        best, highest = number, accuracy
