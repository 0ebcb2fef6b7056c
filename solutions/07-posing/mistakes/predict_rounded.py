# question: predict_classes
# loses: X
# why: rounds the first probability
def predict_classes(network, pose, rows):
    return np.round(network.predict(pose(rows), verbose=0)[:, 0]).astype(int)
