# question: joint_shuffle
# loses: joint_shuffle/random_order
# why: only rotates the rows by a random number of places
def joint_shuffle(data, labels, rng):
    places = rng.integers(len(data))
    return np.roll(data, places, axis=0), np.roll(labels, places)
