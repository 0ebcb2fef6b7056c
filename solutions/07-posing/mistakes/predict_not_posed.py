# question: predict_classes
# loses: predict_classes/form, predict_classes/posed, predict_classes/sorted, predict_classes/histogram
# why: forgets to pose the rows
def predict_classes(network, pose, rows):
    return np.asarray(network(rows)).argmax(axis=1)
