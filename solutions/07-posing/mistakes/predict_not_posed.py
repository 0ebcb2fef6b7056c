# question: predict_classes
# loses: X
# why: forgets to pose the rows
def predict_classes(network, pose, rows):
    return network.predict(rows, verbose=0).argmax(axis=1)
