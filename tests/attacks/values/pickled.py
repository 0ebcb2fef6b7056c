# why: an object that runs code where it is unpickled or copied
# points: 0
# verdict: ok

# %%
class Answer:
    def __reduce__(self):
        return eval, ("open('/tmp/left-behind-pickled', 'w')",)

    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __deepcopy__ = lambda self, memory: self.__reduce__()


total = Answer()


def double(values):
    return np.array([Answer()])
