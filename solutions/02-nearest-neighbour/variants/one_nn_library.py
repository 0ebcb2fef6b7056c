# question: one_nn
# why: distances from SciPy
def one_nn(data, labels):
    from scipy.spatial.distance import cdist

    data, labels = np.array(data), np.array(labels)

    def classify(point):
        return labels[cdist([point], data, "sqeuclidean")[0].argmin()].item()

    return classify
