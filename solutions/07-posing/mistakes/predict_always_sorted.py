# question: predict_classes
# loses: predict_classes/posed
# why: sorts the rows first and then poses them
def predict_classes(network, pose, rows):
    return np.asarray(network(pose(np.sort(rows, axis=1)))).argmax(axis=1)
