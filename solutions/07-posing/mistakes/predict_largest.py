# question: predict_classes
# loses: predict_classes/form, predict_classes/posed, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: returns the largest probability, not its position
def predict_classes(network, pose, rows):
    return np.asarray(network(pose(rows))).max(axis=1)
