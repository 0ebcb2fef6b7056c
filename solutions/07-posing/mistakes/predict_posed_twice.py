# question: predict_classes
# loses: predict_classes/posed, predict_classes/histogram
# why: poses the rows twice
def predict_classes(network, pose, rows):
    inputs = pose(rows)
    if inputs.shape == rows.shape:
        inputs = pose(inputs)
    return np.asarray(network(inputs)).argmax(axis=1)
