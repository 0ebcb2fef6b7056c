# question: predict_classes
# loses: predict_classes/posed
# why: rounds the probabilities, so that close ones are equal
def predict_classes(network, pose, rows):
    probabilities = np.array(network(pose(rows)))
    return probabilities.round(2).argmax(axis=1)
