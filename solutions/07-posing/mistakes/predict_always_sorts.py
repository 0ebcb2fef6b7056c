# question: predict_classes
# loses: predict_classes/posed, predict_classes/histogram
# why: sorts whatever the pose is
def predict_classes(network, pose, rows):
    return np.asarray(network(pose_sorted(rows))).argmax(axis=1)
