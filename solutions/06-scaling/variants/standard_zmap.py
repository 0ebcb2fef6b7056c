# question: standardise
# why: scipy zmap for the varying columns
from scipy import stats


def standardise(data, train):
    out = np.asarray(data, dtype=float) - np.mean(train, axis=0)
    for j in np.flatnonzero(np.max(train, axis=0) != np.min(train, axis=0)):
        out[:, j] /= np.sqrt(np.mean((train[:, j] - np.mean(train[:, j])) ** 2))
    return out
