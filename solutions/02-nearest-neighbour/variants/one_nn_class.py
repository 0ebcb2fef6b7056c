# question: one_nn
# why: an object that can be called is as good as a function
class Learner:
    def __init__(self, data, labels):
        self.data, self.labels = data, labels

    def __call__(self, point):
        return self.labels[int(np.argmin(np.linalg.norm(self.data - point, axis=1)))]


def one_nn(data, labels):
    return Learner(data, labels)
