# question: predict_classes
# loses: X
# why: sorts whatever the pose is
def predict_classes(network, pose, rows):
    return network.predict(pose_sorted(rows), verbose=0).argmax(axis=1)
