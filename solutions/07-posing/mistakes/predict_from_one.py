# question: predict_classes
# loses: predict_classes/form, predict_classes/posed, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: numbers the classes from 1
def predict_classes(network, pose, rows):
    return np.asarray(network(pose(rows))).argmax(axis=1) + 1
