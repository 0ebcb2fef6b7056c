# question: predict_classes
# loses: predict_classes/posed
# why: puts the posed rows in the place of the rows
def predict_classes(network, pose, rows):
    rows[:] = pose(rows)
    return np.asarray(network(rows)).argmax(axis=1)
