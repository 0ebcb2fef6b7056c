# question: grid
# loses: grid/two, grid/order, grid/spaces
# why: turns all values into strings
def grid(space):
    for values in itertools.product(*[map(str, values) for values in space.values()]):
        yield dict(zip(space, values))
