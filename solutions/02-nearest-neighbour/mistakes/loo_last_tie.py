# question: leave_one_out
# loses: leave_one_out/twins
# why: the last of equally near rows
from scipy.spatial.distance import cdist
def leave_one_out(data, labels):
    d = cdist(data, data)
    np.fill_diagonal(d, np.inf)
    d = d[:, ::-1]
    return np.mean(labels[::-1][d.argmin(axis=1)] == labels)
