# question: joint_shuffle
# why: sorts random numbers
def joint_shuffle(data, labels, rng):
    order = np.argsort(rng.random(len(data)))
    return np.take(data, order, axis=0), np.take(labels, order)
