# question: results
# why: accuracies rounded to two decimals
results = []
for model in models:
    said = interpret(np.asarray(model(test_inputs)))
    hit, positive = said == test_labels, said == 1
    counts = [int(np.sum(hit & positive)), int(np.sum(hit & ~positive))]
    counts += [int(np.sum(~hit & positive)), int(np.sum(~hit & ~positive))]
    results.append({"accuracy": round(float(np.mean(hit)), 2), **dict(zip(("tp", "tn", "fp", "fn"), counts))})
