# question: predict_classes
# loses: X
# why: takes the largest along the wrong axis
def predict_classes(network, pose, rows):
    return network.predict(pose(rows), verbose=0).argmax(axis=0)
