# question: predict_classes
# loses: X
# why: numbers the classes from 1
def predict_classes(network, pose, rows):
    return network.predict(pose(rows), verbose=0).argmax(axis=1) + 1
