# question: sigmoid
# why: SciPy's own function
from scipy.special import expit


def sigmoid(z):
    return expit(z)
