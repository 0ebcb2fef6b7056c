# question: predict_classes
# loses: X
# why: returns the probabilities
def predict_classes(network, pose, rows):
    return network.predict(pose(rows), verbose=0)
