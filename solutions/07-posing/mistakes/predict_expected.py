# question: predict_classes
# loses: predict_classes/posed
# why: rounds the mean class number
def predict_classes(network, pose, rows):
    return np.rint(np.asarray(network(pose(rows))) @ np.arange(4)).astype(int)
