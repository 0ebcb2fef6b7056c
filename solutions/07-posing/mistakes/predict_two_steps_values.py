# question: predict_classes
# loses: predict_classes/posed
# why: shuffles the values within each row before posing them
def predict_classes(network, pose, rows):
    mixed = np.random.default_rng(0).permuted(rows, axis=1)
    return np.asarray(network(pose(mixed))).argmax(axis=1)
