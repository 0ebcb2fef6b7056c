# question: predict_classes
# loses: predict_classes/posed, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: rounds the first probability
def predict_classes(network, pose, rows):
    return np.round(network.predict(pose(rows), verbose=0)[:, 0]).astype(int)
