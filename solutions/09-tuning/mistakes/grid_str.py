# question: grid
# loses: grid/spaces
# why: turns the values of mixed lists into strings
def grid(space):
    lists = [np.array(v).tolist() if len({type(x) for x in v}) > 1 else v for v in space.values()]
    for values in itertools.product(*lists):
        yield dict(zip(space, values))
