# question: leave_one_out
# why: scikit-learn leaves out the row itself when it is given no queries
def leave_one_out(data, labels):
    from sklearn.neighbors import NearestNeighbors

    nearest = NearestNeighbors(n_neighbors=1).fit(data).kneighbors(return_distance=False)[:, 0]
    return np.mean(labels[nearest] == labels)
