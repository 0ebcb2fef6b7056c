# question: predict_classes
# loses: predict_classes/form, predict_classes/posed, predict_classes/values, predict_classes/sorted, predict_classes/histogram
# why: forgets the axis, so one number comes back
def predict_classes(network, pose, rows):
    return np.argmax(network.predict(pose(rows), verbose=0))
