# question: predict_classes
# why: a loop over the rows of probabilities
def predict_classes(network, pose, rows):
    classes = []
    for row in network.predict(pose(rows), verbose=0):
        classes.append(list(row).index(max(row)))
    return np.array(classes)
