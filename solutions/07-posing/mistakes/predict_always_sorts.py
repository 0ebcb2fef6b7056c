# question: predict_classes
# loses: predict_classes/posed, predict_classes/histogram
# why: sorts whatever the pose is
def predict_classes(network, pose, rows):
    return network.predict(pose_sorted(rows), verbose=0).argmax(axis=1)
