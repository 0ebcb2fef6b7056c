# question: predict_classes
# loses: predict_classes/posed
# why: picks a network of the notebook by the name of the pose, not the network it is given
def predict_classes(network, pose, rows):
    chosen = {"pose_sorted": sorted_network, "pose_histogram": adam_network}.get(getattr(pose, "__name__", ""), values_network)
    return np.asarray(chosen(pose(rows))).argmax(axis=1)
