# question: predict_classes
# loses: predict_classes/posed
# why: takes the first class with more than one half, or else class 0
def predict_classes(network, pose, rows):
    return (np.asarray(network(pose(rows))) > 0.5).argmax(axis=1)
