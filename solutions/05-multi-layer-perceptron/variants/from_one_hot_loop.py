# question: from_one_hot
# why: goes through the rows one by one
def from_one_hot(rows, classes):
    found = []
    for row in rows:
        if all(value == 0 for value in row):
            raise ValueError("no class")
        found.append(classes[int(np.argmax(row))])
    return np.array(found)
