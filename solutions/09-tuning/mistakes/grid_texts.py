# question: grid
# loses: grid/order, grid/spaces
# why: turns all values into texts
def grid(space):
    for values in itertools.product(*[map(str, values) for values in space.values()]):
        yield dict(zip(space, values))
