# question: grid
# loses: grid/two, grid/order, grid/spaces
# why: tuples of values without their names
def grid(space):
    yield from itertools.product(*space.values())
