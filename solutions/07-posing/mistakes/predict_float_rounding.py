# question: predict_classes
# loses: predict_classes/posed
# why: rounds the probabilities to one decimal first
def predict_classes(network, pose, rows):
    return np.round(np.asarray(network(pose(rows))), 1).argmax(axis=1)
