# question: predict_classes
# loses: predict_classes/posed
# why: poses row by row, so that a pose cannot compare rows
def predict_classes(network, pose, rows):
    inputs = np.concatenate([pose(rows[i : i + 1]) for i in range(len(rows))])
    return network.predict(inputs, verbose=0).argmax(axis=1)
