# question: predict_classes
# loses: predict_classes/posed
# why: takes the probabilities in half precision, where close ones are equal
def predict_classes(network, pose, rows):
    probabilities = np.array(network(pose(rows)))
    return probabilities.astype(np.float16).argmax(axis=1)
