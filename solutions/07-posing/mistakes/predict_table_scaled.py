# question: predict_classes
# loses: predict_classes/posed
# why: scales the rows again before posing them
def predict_classes(network, pose, rows):
    return np.asarray(network(pose(min_max_scale(rows)))).argmax(axis=1)
