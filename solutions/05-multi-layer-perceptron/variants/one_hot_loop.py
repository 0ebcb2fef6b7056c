# question: one_hot
# why: fills a table of zeros in a loop
def one_hot(labels, classes):
    codes = np.zeros((len(labels), len(classes)), dtype=np.float32)
    for row, label in enumerate(labels):
        for column, name in enumerate(classes):
            if label == name:
                codes[row, column] = 1
    return codes
