# question: scaled_one_nn
# why: KD tree of SciPy
from scipy.spatial import cKDTree


def scaled_one_nn(train, labels):
    scaler = RangeScaler().fit(train)
    tree = cKDTree(scaler.transform(train))
    labels = np.asarray(labels)

    def predict(points):
        _, nearest = tree.query(scaler.transform(points))
        return labels[nearest]

    return predict
