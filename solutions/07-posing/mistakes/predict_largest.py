# question: predict_classes
# loses: X
# why: returns the largest probability, not its place
def predict_classes(network, pose, rows):
    return network.predict(pose(rows), verbose=0).max(axis=1)
