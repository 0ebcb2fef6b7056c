# question: predict_classes
# loses: predict_classes/posed
# why: overwrites the rows with the posed rows
def predict_classes(network, pose, rows):
    rows[:] = pose(rows)
    return np.asarray(network(rows)).argmax(axis=1)
