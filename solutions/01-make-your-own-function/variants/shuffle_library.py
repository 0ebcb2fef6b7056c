# question: joint_shuffle
# why: zip, shuffle, unzip
def joint_shuffle(data, labels, rng):
    pairs = list(zip(data, labels))
    rng.shuffle(pairs)
    rows, marks = zip(*pairs)
    return np.array(rows), np.array(marks)
